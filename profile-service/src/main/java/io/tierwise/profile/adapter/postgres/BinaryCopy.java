package io.tierwise.profile.adapter.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The binary format of PostgreSQL's COPY, which spares the server all parsing. */
final class BinaryCopy {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final long SECONDS_TO_2000 = 946_684_800L;
  private static final long MICROS = 1_000_000L;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

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
    length(Long.BYTES);
    number
        .clear()
        .putLong((value.getEpochSecond() - SECONDS_TO_2000) * MICROS + value.getNano() / 1_000);
    out.write(number.array(), 0, Long.BYTES);
    return this;
  }

  byte[] end() {
    number.clear().putShort((short) -1);
    out.write(number.array(), 0, Short.BYTES);
    return out.toByteArray();
  }

  private void length(int bytes) {
    number.clear().putInt(bytes);
    out.write(number.array(), 0, Integer.BYTES);
  }
}
