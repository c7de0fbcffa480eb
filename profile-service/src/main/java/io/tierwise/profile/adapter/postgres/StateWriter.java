package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.fold.DecayedSum;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes for {@link StateReader}: whole numbers in seven bits a byte, the lowest first, texts and
 * lists after their length.
 */
final class StateWriter {
  private byte[] bytes = new byte[512];
  private int size;

  StateWriter oneByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** Not negative, or it takes ten bytes. */
  StateWriter count(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  StateWriter number(long value) {
    return count(value << 1 ^ value >> 63);
  }

  StateWriter block(byte[] value) {
    count(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** The mantissa as {@link #block} would write {@link BigInteger#toByteArray}. */
  StateWriter sum(DecayedSum sum) {
    if (sum.large() != null) {
      return block(sum.large().toByteArray()).number(sum.exponent());
    }
    long mantissa = sum.small();
    int bits = Long.SIZE - Long.numberOfLeadingZeros(mantissa < 0 ? ~mantissa : mantissa);
    int length = bits / Byte.SIZE + 1;
    count(length);
    room(length);
    for (int i = length - 1; i >= 0; i--) {
      bytes[size++] = (byte) (mantissa >> i * Byte.SIZE);
    }
    return number(sum.exponent());
  }

  StateWriter text(String value) {
    int length = value.length();
    int before = size;
    count(length);
    room(length);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        size = before;
        return block(value.getBytes(StandardCharsets.UTF_8));
      }
      bytes[size++] = (byte) c;
    }
    return this;
  }

  StateWriter time(Instant value) {
    return number(value.getEpochSecond()).count(value.getNano());
  }

  <T> StateWriter optional(@Nullable T value, Consumer<T> writer) {
    oneByte(value == null ? 0 : 1);
    if (value != null) {
      writer.accept(value);
    }
    return this;
  }

  <V> StateWriter texts(Map<String, V> map, Consumer<V> writer) {
    count(map.size());
    map.forEach(
        (key, value) -> {
          text(key);
          writer.accept(value);
        });
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int wanted) {
    if (bytes.length - size < wanted) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + wanted));
    }
  }
}
