package io.tierwise.profile.adapter.postgres;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteConverter;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The binary format of PostgreSQL's COPY, which spares the server all parsing. */
final class BinaryCopy {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int INT2 = 21;

  /** So much at a time, so that the server need not wait for all of it. */
  private static final int PIECE = 1 << 16;

  private ByteBuffer out;

  /**
   * @param bytes about as many as the rows will take
   */
  BinaryCopy(int bytes) {
    out = ByteBuffer.allocate(bytes + SIGNATURE.length + 2 * Integer.BYTES + Short.BYTES);
    out.put(SIGNATURE).putInt(0).putInt(0);
  }

  BinaryCopy row(int columns) {
    room(Short.BYTES).putShort((short) columns);
    return this;
  }

  BinaryCopy bytes(byte[] value) {
    room(Integer.BYTES + value.length).putInt(value.length).put(value);
    return this;
  }

  BinaryCopy text(String value) {
    int length = value.length();
    room(Integer.BYTES + length).mark().putInt(length);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        out.reset();
        return bytes(value.getBytes(StandardCharsets.UTF_8));
      }
      out.put((byte) c);
    }
    return this;
  }

  BinaryCopy time(Instant value) {
    return number(Columns.micros(value));
  }

  BinaryCopy textOrNone(@Nullable String value) {
    return value == null ? none() : text(value);
  }

  BinaryCopy timeOrNone(@Nullable Instant value) {
    return value == null ? none() : time(value);
  }

  BinaryCopy decimal(BigDecimal value) {
    return bytes(ByteConverter.numeric(value));
  }

  BinaryCopy number(long value) {
    room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    return this;
  }

  BinaryCopy small(short value) {
    room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort(value);
    return this;
  }

  BinaryCopy none() {
    room(Integer.BYTES).putInt(-1);
    return this;
  }

  /** An array of smallint; its dimension, no nulls, the element's type, its length, from 1 on. */
  BinaryCopy smalls(List<Short> values) {
    room(6 * Integer.BYTES)
        .putInt(5 * Integer.BYTES + values.size() * (Integer.BYTES + Short.BYTES));
    for (int part : new int[] {1, 0, INT2, values.size(), 1}) {
      out.putInt(part);
    }
    values.forEach(this::small);
    return this;
  }

  /** Sends the rows. */
  void into(JdbcTemplate jdbc, String statement) {
    room(Short.BYTES).putShort((short) -1);
    jdbc.execute(
        (ConnectionCallback<Long>)
            connection -> {
              CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
              try {
                for (int from = 0; from < out.position(); from += PIECE) {
                  copy.writeToCopy(out.array(), from, Math.min(PIECE, out.position() - from));
                }
                return copy.endCopy();
              } finally {
                if (copy.isActive()) {
                  copy.cancelCopy();
                }
              }
            });
  }

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      out.flip();
      out = ByteBuffer.allocate(Math.max(2 * out.capacity(), out.limit() + bytes)).put(out);
    }
    return out;
  }
}
