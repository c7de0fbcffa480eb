package io.tierwise.profile.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as one array a column, for {@code unnest}: any number of rows in one round trip. */
final class Columns {
  private static final long SECONDS_TO_2000 = 946_684_800L;

  static String[] text(Collection<String> values) {
    return values.toArray(String[]::new);
  }

  /** Text that the statement casts to the column's type; null stays null. */
  static <T> @Nullable String[] text(Collection<T> rows, Function<T, @Nullable Object> column) {
    @Nullable String[] values = new String[rows.size()];
    int i = 0;
    for (T row : rows) {
      Object value = column.apply(row);
      values[i++] = value == null ? null : value.toString();
    }
    return values;
  }

  static <T> @Nullable Long[] numbers(Collection<T> rows, Function<T, @Nullable Long> column) {
    return rows.stream().map(column).toArray(Long[]::new);
  }

  /** For the function {@code time_of}. */
  static <T> @Nullable Long[] times(Collection<T> rows, Function<T, @Nullable Instant> column) {
    return numbers(
        rows,
        row -> {
          Instant time = column.apply(row);
          return time == null ? null : micros(time);
        });
  }

  /** Since 2000, as PostgreSQL counts. */
  static long micros(Instant time) {
    return (time.getEpochSecond() - SECONDS_TO_2000) * 1_000_000 + time.getNano() / 1_000;
  }

  static <T> byte @Nullable [][] bytes(Collection<T> rows, Function<T, byte @Nullable []> column) {
    return rows.stream().map(column).toArray(byte[][]::new);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Instant instantOf(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private Columns() {}
}
