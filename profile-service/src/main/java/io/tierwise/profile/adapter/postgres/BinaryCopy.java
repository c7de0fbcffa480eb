package io.tierwise.profile.adapter.postgres;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The binary format of PostgreSQL's COPY, which spares the server all parsing. */
final class BinaryCopy {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final long SECONDS_TO_2000 = 946_684_800L;
  private static final long MICROS = 1_000_000L;
  private static final int INT2 = 21;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
  private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES + Long.BYTES);

  BinaryCopy() {
    out.writeBytes(SIGNATURE);
    out.writeBytes(new byte[8]);
  }

  BinaryCopy row(int columns) {
    number.clear().putShort((short) columns);
    out.write(number.array(), 0, Short.BYTES);
    return this;
  }

  BinaryCopy bytes(byte[] value) {
    length(value.length);
    out.writeBytes(value);
    return this;
  }

  BinaryCopy text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  BinaryCopy time(Instant value) {
    return number((value.getEpochSecond() - SECONDS_TO_2000) * MICROS + value.getNano() / 1_000);
  }

  BinaryCopy number(long value) {
    number.clear().putInt(Long.BYTES).putLong(value);
    out.write(number.array(), 0, Integer.BYTES + Long.BYTES);
    return this;
  }

  BinaryCopy small(short value) {
    number.clear().putInt(Short.BYTES).putShort(value);
    out.write(number.array(), 0, Integer.BYTES + Short.BYTES);
    return this;
  }

  BinaryCopy none() {
    length(-1);
    return this;
  }

  /** An array of smallint; its dimension, no nulls, the element's type, its length, from 1 on. */
  BinaryCopy smalls(List<Short> values) {
    length(5 * Integer.BYTES + values.size() * (Integer.BYTES + Short.BYTES));
    for (int part : new int[] {1, 0, INT2, values.size(), 1}) {
      length(part);
    }
    values.forEach(this::small);
    return this;
  }

  /** Sends the rows. */
  void into(JdbcTemplate jdbc, String statement) {
    byte[] rows = end();
    jdbc.execute(
        (ConnectionCallback<Long>)
            connection -> {
              try {
                return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(statement, new ByteArrayInputStream(rows));
              } catch (IOException e) {
                throw new DataAccessResourceFailureException(statement, e);
              }
            });
  }

  private byte[] end() {
    number.clear().putShort((short) -1);
    out.write(number.array(), 0, Short.BYTES);
    return out.toByteArray();
  }

  private void length(int bytes) {
    number.clear().putInt(bytes);
    out.write(number.array(), 0, Integer.BYTES);
  }
}
