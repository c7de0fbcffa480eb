package io.tierwise.ingest.rejects;

import io.tierwise.ingest.JobTable;
import io.tierwise.ingest.rejects.Rejection.Attempt;
import io.tierwise.ingest.rejects.Rejection.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Replays as rows. */
final class ReplayJobs extends JobTable {
  private static final String CLAIM =
      """
      update replay_job set state = 'RUNNING', started_at = coalesce(started_at, ?),
        attempts = attempts + case when lease_owner = ? then 0 else 1 end, lease_owner = ?,
        lease_until = ?
      where id = (
        select id from replay_job
        where state = 'QUEUED' or (state = 'RUNNING' and (lease_until < ? or lease_owner = ?))
        order by id limit 1 for update skip locked)
      returning *
      """;

  /** Done work is counted also where the job was cancelled meanwhile: it was sent. */
  private static final String ADVANCE =
      """
      update replay_job set position = ?, accepted = accepted + ?, rejected = rejected + ?,
        skipped = skipped + ?, lease_until = ?, attempts = 0, trouble = null
      where id = ? and lease_owner = ? and state in ('RUNNING', 'CANCELLED')
      """;

  private final Rejections rejections;
  private final TransactionOperations transactions;

  ReplayJobs(JdbcClient jdbc, Rejections rejections, TransactionOperations transactions) {
    super(jdbc, "replay_job");
    this.rejections = rejections;
    this.transactions = transactions;
  }

  private static Conditions events(RejectionFilter filter, boolean again) {
    Conditions where = Conditions.of(filter);
    where.and("status <> ?", again ? null : ReplayStatus.ACCEPTED.label());
    return where;
  }

  /**
   * @return empty where too many wait already
   */
  Optional<ReplayJob> create(
      RejectionFilter filter,
      boolean again,
      @Nullable String note,
      String by,
      Instant at,
      int maxWaiting) {
    Conditions where = events(filter, again);
    List<@Nullable Object> arguments = new ArrayList<>();
    arguments.addAll(
        Arrays.asList(Columns.json(filter), again, Columns.nullableText(note), by, timestamp(at)));
    arguments.addAll(where.arguments());
    arguments.add(maxWaiting);
    return jdbc.sql(
            """
            insert into replay_job (state, filter, again, note, created_by, created_at, upto, total)
            select 'QUEUED', ?::json, ?, ?, ?, ?, e.upto, e.total
            from (select coalesce(max(seq), 0) as upto, count(*) as total from rejected_event%s) e
            where (select count(*) from replay_job where state in ('QUEUED', 'RUNNING')) < ?
            returning *
            """
                .formatted(where.sql()))
        .params(arguments)
        .query(ReplayJobs::job)
        .optional();
  }

  Optional<ReplayJob> find(UUID id) {
    return jdbc.sql("select * from replay_job where id = ?")
        .param(id)
        .query(ReplayJobs::job)
        .optional();
  }

  /** Newest first. */
  List<ReplayJob> list(@Nullable UUID before, int limit) {
    return jdbc.sql(
            "select * from replay_job where ?::uuid is null or id < ? order by id desc limit ?")
        .params(Arrays.asList(before, before, limit))
        .query(ReplayJobs::job)
        .list();
  }

  /** The oldest that waits, that this owner has, or whose owner is gone. */
  Optional<ReplayJob> claim(String owner, Instant at, Duration lease) {
    giveUp(at);
    return jdbc.sql(CLAIM)
        .params(timestamp(at), owner, owner, timestamp(at.plus(lease)), timestamp(at), owner)
        .query(ReplayJobs::job)
        .optional();
  }

  List<Kept> page(ReplayJob job, long after, int limit) {
    Conditions where = events(job.filter(), job.again());
    where.and("seq > ? and seq <= ?", after, job.upto());
    return jdbc.sql(
            "select "
                + RejectionRows.ALL_COLUMNS
                + " from rejected_event"
                + where.sql()
                + " order by seq limit "
                + limit)
        .params(where.arguments())
        .query(RejectionRows::kept)
        .list();
  }

  /**
   * Events of a page, sent already, are recorded and counted in one step.
   *
   * @return whether to go on: false where the job was cancelled or another took it over
   */
  boolean advance(
      UUID id,
      String owner,
      long position,
      Map<UUID, Attempt> attempts,
      int skipped,
      Instant lease) {
    long accepted = attempts.values().stream().filter(Attempt::accepted).count();
    return Boolean.TRUE.equals(
        transactions.execute(
            transaction -> {
              Optional<String> state =
                  jdbc.sql(ADVANCE + " returning state")
                      .params(
                          position,
                          accepted,
                          attempts.size() - accepted,
                          skipped,
                          timestamp(lease),
                          id,
                          owner)
                      .query(String.class)
                      .optional();
              if (state.isPresent() && !attempts.isEmpty()) {
                rejections.record(attempts);
              }
              return state.equals(Optional.of(ReplayJob.State.RUNNING.name()));
            }));
  }

  private static ReplayJob job(ResultSet row, int number) throws SQLException {
    return new ReplayJob(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        ReplayJob.State.valueOf(row.getString("state")),
        Columns.read(row.getString("filter"), RejectionFilter.class),
        row.getBoolean("again"),
        row.getString("note"),
        row.getString("created_by"),
        Columns.instant(row, "created_at"),
        Columns.nullableInstant(row, "started_at"),
        Columns.nullableInstant(row, "finished_at"),
        row.getLong("position"),
        row.getLong("upto"),
        row.getLong("total"),
        row.getLong("accepted"),
        row.getLong("rejected"),
        row.getLong("skipped"),
        row.getString("trouble"));
  }
}
