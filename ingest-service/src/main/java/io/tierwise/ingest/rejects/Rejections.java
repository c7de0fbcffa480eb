package io.tierwise.ingest.rejects;

import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.ingest.Provenance;
import io.tierwise.ingest.rejects.Rejection.Attempt;
import io.tierwise.ingest.rejects.Rejection.Kept;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of rejected events and that of their replays. */
final class Rejections {
  private static final int MAX_HISTORY = 50;

  private static final String KEEP =
      """
      insert into rejected_event (id, rejection_id, rejected_at, service, source, topic, partition,
        "offset", message_id, user_id, codes, reasons, payload, complete, door, event_type,
        arrived_at, envelope, import_id, import_line)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do nothing
      """;

  private static final String RECORD =
      """
      insert into replay_attempt (event, replayed_at, replayed_by, job, outcome, message_id, reasons, correction)
      values (?, ?, ?, ?, ?, ?, ?::json, ?)
      """;

  /** What was accepted once stays so, whatever a later replay comes to. */
  private static final String MARK =
      """
      update rejected_event set replays = replays + 1, last_replay_at = ?,
        status = case when status = 'accepted' then status else ? end
      where id = ?
      """;

  private final JdbcClient client;
  private final JdbcTemplate jdbc;

  Rejections(JdbcClient client, JdbcTemplate jdbc) {
    this.client = client;
    this.jdbc = jdbc;
  }

  /** Adds those that are not here yet. */
  void keep(List<Kept> rejections) {
    jdbc.batchUpdate(
        KEEP,
        rejections,
        rejections.size(),
        (statement, kept) -> {
          Rejection rejection = kept.rejection();
          @Nullable Object[] values = {
            rejection.id(),
            Columns.text(rejection.rejectionId()),
            Columns.timestamp(rejection.rejectedAt()),
            Columns.text(rejection.service()),
            Columns.text(rejection.source()),
            Columns.nullableText(rejection.topic()),
            rejection.partition(),
            rejection.offset(),
            Columns.nullableText(rejection.messageId()),
            Columns.nullableText(rejection.userId()),
            rejection.codes().stream().map(Columns::text).toArray(String[]::new),
            Columns.json(rejection.reasons()),
            kept.payload(),
            kept.complete()
          };
          for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
          }
          set(statement, values.length, kept.provenance());
        });
  }

  private static void set(PreparedStatement statement, int after, @Nullable Provenance provenance)
      throws SQLException {
    if (provenance == null) {
      for (int i = 1; i <= 6; i++) {
        statement.setObject(after + i, null);
      }
      return;
    }
    EventType type = provenance.type();
    Instant arrivedAt = provenance.arrivedAt();
    String envelope = provenance.envelope();
    statement.setString(after + 1, provenance.door().label());
    statement.setString(after + 2, type == null ? null : type.name());
    statement.setObject(after + 3, arrivedAt == null ? null : Columns.timestamp(arrivedAt));
    statement.setString(after + 4, envelope == null ? null : envelope.replace("\0", ""));
    Provenance.Place place = provenance.place();
    statement.setObject(after + 5, place == null ? null : place.importId());
    statement.setObject(after + 6, place == null ? null : place.line());
  }

  /** Newest first. */
  List<Rejection> list(RejectionFilter filter, @Nullable Position after, int limit) {
    Conditions where = Conditions.of(filter);
    if (after != null) {
      where.and("(rejected_at, seq) < (?::timestamptz, ?)", after.rejectedAt(), after.seq());
    }
    return client
        .sql(
            "select "
                + RejectionRows.COLUMNS
                + " from rejected_event"
                + where.sql()
                + " order by rejected_at desc, seq desc limit "
                + limit)
        .params(where.arguments())
        .query(RejectionRows::rejection)
        .list();
  }

  record Position(Instant rejectedAt, long seq) {}

  Optional<Kept> find(UUID id) {
    return client
        .sql("select " + RejectionRows.ALL_COLUMNS + " from rejected_event where id = ?")
        .param(id)
        .query(RejectionRows::kept)
        .optional();
  }

  /** Newest first. */
  List<Attempt> history(UUID id) {
    return client
        .sql("select * from replay_attempt where event = ? order by seq desc limit " + MAX_HISTORY)
        .param(id)
        .query(RejectionRows::attempt)
        .list();
  }

  /** Within one transaction. */
  void record(Map<UUID, Attempt> attempts) {
    jdbc.batchUpdate(
        RECORD,
        attempts.entrySet(),
        attempts.size(),
        (statement, entry) -> {
          Attempt attempt = entry.getValue();
          statement.setObject(1, entry.getKey());
          statement.setObject(2, Columns.timestamp(attempt.at()));
          statement.setString(3, attempt.by());
          statement.setObject(4, attempt.job());
          statement.setString(5, attempt.accepted() ? "accepted" : "rejected");
          statement.setString(6, Columns.nullableText(attempt.messageId()));
          statement.setString(7, Columns.json(attempt.reasons()));
          statement.setBytes(8, attempt.correction());
        });
    jdbc.batchUpdate(
        MARK,
        attempts.entrySet(),
        attempts.size(),
        (statement, entry) -> {
          Attempt attempt = entry.getValue();
          statement.setObject(1, Columns.timestamp(attempt.at()));
          statement.setString(
              2,
              (attempt.accepted() ? ReplayStatus.ACCEPTED : ReplayStatus.REJECTED_AGAIN).label());
          statement.setObject(3, entry.getKey());
        });
  }

  /**
   * @return how many were deleted, at most {@code limit}
   */
  int deleteBefore(Instant time, int limit) {
    return client
        .sql(
            """
            delete from rejected_event where seq in (
              select seq from rejected_event where rejected_at < ? order by rejected_at limit ?)
            """)
        .params(Columns.timestamp(time), limit)
        .update();
  }
}
