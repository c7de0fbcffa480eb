package io.tierwise.ingest.rejects;

import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.ingest.Provenance;
import io.tierwise.ingest.Provenance.Door;
import io.tierwise.ingest.Provenance.Place;
import io.tierwise.ingest.rejects.Rejection.Attempt;
import io.tierwise.ingest.rejects.Rejection.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the tables, read. */
final class RejectionRows {
  static final String COLUMNS =
      "seq, id, rejection_id, rejected_at, service, source, topic, partition, \"offset\","
          + " message_id, user_id, reasons, status, replays, last_replay_at,"
          + " import_id, import_line";
  static final String ALL_COLUMNS =
      COLUMNS + ", payload, complete, door, event_type, arrived_at, envelope";

  static Rejection rejection(ResultSet row, int number) throws SQLException {
    return new Rejection(
        row.getLong("seq"),
        row.getObject("id", UUID.class),
        row.getString("rejection_id"),
        Columns.instant(row, "rejected_at"),
        row.getString("service"),
        row.getString("source"),
        row.getString("topic"),
        row.getObject("partition", Integer.class),
        row.getObject("offset", Long.class),
        row.getString("message_id"),
        row.getString("user_id"),
        Columns.reasons(row),
        ReplayStatus.of(row.getString("status")),
        row.getInt("replays"),
        Columns.nullableInstant(row, "last_replay_at"),
        place(row));
  }

  static Kept kept(ResultSet row, int number) throws SQLException {
    return new Kept(
        rejection(row, number),
        row.getBytes("payload"),
        row.getBoolean("complete"),
        provenance(row));
  }

  private static @Nullable Provenance provenance(ResultSet row) throws SQLException {
    Door door = Door.of(row.getString("door"));
    String type = row.getString("event_type");
    return door == null
        ? null
        : new Provenance(
            door,
            type == null ? null : EventType.valueOf(type),
            Columns.nullableInstant(row, "arrived_at"),
            row.getString("envelope"),
            place(row));
  }

  private static @Nullable Place place(ResultSet row) throws SQLException {
    UUID importId = row.getObject("import_id", UUID.class);
    return importId == null ? null : new Place(importId, row.getLong("import_line"));
  }

  static Attempt attempt(ResultSet row, int number) throws SQLException {
    return new Attempt(
        Columns.instant(row, "replayed_at"),
        row.getString("replayed_by"),
        row.getObject("job", UUID.class),
        row.getString("outcome").equals("accepted"),
        row.getString("message_id"),
        Columns.reasons(row),
        row.getBytes("correction"));
  }

  private RejectionRows() {}
}
