package io.tierwise.segmentation.adapter.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows in the binary format of {@code COPY ... TO}: nothing is parsed, nothing but the row at hand
 * is held. Fields are read in the order of the columns, each once.
 */
final class BinaryRows {
  private static final int SIGNATURE_LENGTH = 11;
  private static final int END = -1;

  /** Microseconds from 1970 to 2000, where PostgreSQL begins to count. */
  private static final long EPOCH_MICROS = 946_684_800_000_000L;

  private ByteBuffer row = ByteBuffer.allocate(0);

  /**
   * @param select without parameters
   */
  static void read(Connection connection, String select, Consumer<BinaryRows> each)
      throws SQLException {
    CopyOut copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy (" + select + ") to stdout (format binary)");
    try {
      new BinaryRows().read(copy, each);
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void read(CopyOut copy, Consumer<BinaryRows> each) throws SQLException {
    boolean first = true;
    for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
      row = ByteBuffer.wrap(message);
      if (first) {
        skip(SIGNATURE_LENGTH + Integer.BYTES);
        skip(row.getInt());
        first = false;
      }
      while (row.remaining() >= Short.BYTES && row.getShort() != END) {
        each.accept(this);
      }
    }
  }

  /** The bytes of the whole row; where the field lies in them is told by the next two. */
  byte[] bytes() {
    return row.array();
  }

  int position() {
    return row.position();
  }

  /** Goes on behind the field's length; -1 for null. */
  int length() {
    return row.getInt();
  }

  void skip(int length) {
    row.position(row.position() + length);
  }

  /** An {@code int8}, or what stands for null. */
  long number(long none) {
    return row.getInt() < 0 ? none : row.getLong();
  }

  /** A {@code timestamptz} in microseconds since 1970, or what stands for null. */
  long micros(long none) {
    return row.getInt() < 0 ? none : row.getLong() + EPOCH_MICROS;
  }

  /** A {@code float8}; NaN for null. */
  double decimal() {
    return row.getInt() < 0 ? Double.NaN : row.getDouble();
  }

  /** A {@code text} that is not null. */
  String text() {
    int length = row.getInt();
    String text = new String(row.array(), row.position(), length, StandardCharsets.US_ASCII);
    skip(length);
    return text;
  }
}
