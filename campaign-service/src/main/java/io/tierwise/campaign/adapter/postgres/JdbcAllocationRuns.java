package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.run.AllocationDraft;
import io.tierwise.campaign.run.AllocationRequest;
import io.tierwise.campaign.run.AllocationResult;
import io.tierwise.campaign.run.AllocationRun;
import io.tierwise.campaign.run.AllocationRuns;
import io.tierwise.campaign.run.PlannedContact;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Allocation jobs: leased while they run, committed in one transaction with what they cause. */
public final class JdbcAllocationRuns implements AllocationRuns {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final String COLUMNS =
      "id, state, progress, request, result, failure, created_at, started_at, finished_at";
  private final JdbcClient jdbc;
  private final NewestFirst<AllocationRun> rows;
  private final TransactionTemplate transactions;

  public JdbcAllocationRuns(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.rows = new NewestFirst<>(jdbc, "allocation_run", COLUMNS, (row, _) -> run(row));
    this.transactions = transactions;
  }

  @Override
  public AllocationRun submit(String id, AllocationRequest request, Instant now) {
    jdbc.sql(
            "insert into allocation_run (id, state, request, created_at)"
                + " values (?, 'QUEUED', ?::jsonb, ?)")
        .params(id, StoredJson.write(request), Rows.time(now))
        .update();
    return find(id).orElseThrow();
  }

  @Override
  public int queued() {
    return jdbc.sql("select count(*) from allocation_run where state = 'QUEUED'")
        .query(Integer.class)
        .single();
  }

  @Override
  public Optional<AllocationRun> find(String id) {
    return rows.find(id);
  }

  @Override
  public List<AllocationRun> list(@Nullable String before, int limit) {
    return rows.page(before, limit);
  }

  @Override
  public Optional<AllocationRun> claim(Instant now) {
    return jdbc.sql(
            """
            update allocation_run set state = 'RUNNING', started_at = coalesce(started_at, ?),
                   leased_until = ?
            where id = (
              select id from allocation_run
              where state = 'QUEUED' or (state = 'RUNNING' and leased_until < ?)
              order by seq limit 1 for update skip locked)
            returning %s
            """
                .formatted(COLUMNS))
        .params(Rows.time(now), Rows.time(now.plus(LEASE)), Rows.time(now))
        .query((row, _) -> run(row))
        .optional();
  }

  @Override
  public void progress(String id, double progress, Instant now) {
    jdbc.sql(
            "update allocation_run set progress = ?, leased_until = ?"
                + " where id = ? and state = 'RUNNING'")
        .params(progress, Rows.time(now.plus(LEASE)), id)
        .update();
  }

  @Override
  public void fail(String id, String reason, Instant now) {
    jdbc.sql(
            "update allocation_run set state = 'FAILED', failure = ?, finished_at = ?"
                + " where id = ? and state = 'RUNNING'")
        .params(reason, Rows.time(now), id)
        .update();
  }

  @Override
  public void finishDryRun(String id, AllocationResult result, Instant now) {
    succeed(id, result, now);
  }

  @Override
  public Optional<AllocationResult> finish(
      String id,
      AllocationDraft draft,
      Function<List<PlannedContact>, AllocationResult> result,
      Instant now) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              boolean running =
                  jdbc.sql("select state = 'RUNNING' from allocation_run where id = ? for update")
                      .param(id)
                      .query(Boolean.class)
                      .single();
              if (!running) {
                return Optional.empty();
              }
              List<PlannedContact> kept = new AllocationCommit(jdbc, draft, now).carryOut();
              JdbcPrices.store(jdbc, draft.prices(), id);
              AllocationResult written = result.apply(kept);
              succeed(id, written, now);
              return Optional.of(written);
            }));
  }

  private void succeed(String id, AllocationResult result, Instant now) {
    jdbc.sql(
            "update allocation_run set state = 'SUCCEEDED', progress = 1, result = ?::jsonb,"
                + " finished_at = ? where id = ? and state = 'RUNNING'")
        .params(StoredJson.write(result), Rows.time(now), id)
        .update();
  }

  private static AllocationRun run(ResultSet row) throws SQLException {
    String result = row.getString("result");
    return new AllocationRun(
        row.getString("id"),
        AllocationRun.State.valueOf(row.getString("state")),
        row.getDouble("progress"),
        StoredJson.read(row.getString("request"), AllocationRequest.class),
        result == null ? null : StoredJson.read(result, AllocationResult.class),
        row.getString("failure"),
        Rows.instant(row, "created_at"),
        Rows.instantOrNull(row, "started_at"),
        Rows.instantOrNull(row, "finished_at"));
  }
}
