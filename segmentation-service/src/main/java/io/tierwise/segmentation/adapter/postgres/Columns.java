package io.tierwise.segmentation.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values on their way into and out of statements. */
final class Columns {
  /** One column of many rows as an array for {@code unnest}; the statement casts the elements. */
  static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable Object> column) {
    @Nullable String[] texts = new String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      Object value = column.apply(rows.get(i));
      texts[i] = value == null ? null : value.toString();
    }
    return texts;
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

  static @Nullable Integer nullableInt(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  private Columns() {}
}
