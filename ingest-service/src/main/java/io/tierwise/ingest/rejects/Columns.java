package io.tierwise.ingest.rejects;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Values on their way into and out of statements. */
final class Columns {
  /** Fits into an index of PostgreSQL whatever the characters are. */
  private static final int MAX_TEXT = 512;

  private static final JsonMapper JSON = new JsonMapper();

  /** PostgreSQL keeps no NUL, and one message must not stop those behind it. */
  static @Nullable String nullableText(@Nullable String text) {
    return text == null ? null : text(text);
  }

  static String text(String text) {
    String bounded = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    return bounded.replace('\0', '\ufffd');
  }

  static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(nullableInstant(row, column), column);
  }

  static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  static String json(Object value) {
    return JSON.writeValueAsString(value);
  }

  static List<Reason> reasons(ResultSet row) throws SQLException {
    return List.of(JSON.readValue(row.getString("reasons"), Reason[].class));
  }

  static <T> T read(String json, Class<T> type) {
    return JSON.readValue(json, type);
  }

  private Columns() {}
}
