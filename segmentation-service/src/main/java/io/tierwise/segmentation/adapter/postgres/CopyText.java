package io.tierwise.segmentation.adapter.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows in the text format of {@code COPY}. */
final class CopyText {
  private static final int ROWS_AT_ONCE = 10_000;

  private final StringBuilder text = new StringBuilder(1 << 20);

  /** Appends one row. */
  @FunctionalInterface
  interface RowWriter {
    void write(int row, CopyText into);
  }

  /**
   * Sends rows in parcels, which is many times faster than inserts.
   *
   * @param sql a {@code copy ... from stdin}
   */
  static void send(Connection connection, String sql, int rows, RowWriter writer)
      throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    CopyText parcel = new CopyText();
    for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
      parcel.text.setLength(0);
      for (int row = from; row < Math.min(rows, from + ROWS_AT_ONCE); row++) {
        writer.write(row, parcel);
      }
      try {
        postgres.getCopyAPI().copyIn(sql, new StringReader(parcel.text.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  CopyText field(@Nullable Object value) {
    if (value == null) {
      text.append("\\N");
    } else {
      escaped(value.toString());
    }
    text.append('\t');
    return this;
  }

  CopyText number(double value) {
    text.append(value).append('\t');
    return this;
  }

  CopyText number(long value) {
    text.append(value).append('\t');
    return this;
  }

  /** Ends the row. */
  void end() {
    text.setCharAt(text.length() - 1, '\n');
  }

  private void escaped(String plain) {
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }
}
