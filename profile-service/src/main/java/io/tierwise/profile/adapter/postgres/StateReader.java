package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.fold.DecayedSum;
import io.tierwise.profile.fold.FlatMap;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateWriter} wrote. */
final class StateReader {
  private final byte[] bytes;
  private int place;

  StateReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int oneByte() {
    return bytes[place++];
  }

  long count() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[place++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  int size() {
    return Math.toIntExact(count());
  }

  long number() {
    long value = count();
    return value >>> 1 ^ -(value & 1);
  }

  byte[] block() {
    int from = start();
    return Arrays.copyOfRange(bytes, from, place);
  }

  DecayedSum sum() {
    int from = start();
    int length = place - from;
    if (length > Long.BYTES - 1) {
      return new DecayedSum(new BigInteger(bytes, from, length), exponent());
    }
    long mantissa = length == 0 ? 0 : bytes[from];
    for (int i = from + 1; i < place; i++) {
      mantissa = mantissa << Byte.SIZE | bytes[i] & 0xff;
    }
    return new DecayedSum(mantissa, exponent());
  }

  private int exponent() {
    return Math.toIntExact(number());
  }

  String text() {
    int from = start();
    return new String(bytes, from, place - from, StandardCharsets.UTF_8);
  }

  Instant time() {
    return Instant.ofEpochSecond(number(), count());
  }

  <T> @Nullable T optional(Supplier<T> reader) {
    return oneByte() == 0 ? null : reader.get();
  }

  <V> TreeMap<String, V> texts(Supplier<V> reader) {
    TreeMap<String, V> map = new TreeMap<>();
    for (int left = size(); left > 0; left--) {
      map.put(text(), reader.get());
    }
    return map;
  }

  /** As {@link #texts}, of texts that others hold too. */
  <V> FlatMap<String, V> labels(Labels labels, Supplier<V> reader) {
    int size = size();
    FlatMap<String, V> map = new FlatMap<>(size + 1);
    for (int left = size; left > 0; left--) {
      int from = start();
      map.put(labels.of(bytes, from, place), reader.get());
    }
    return map;
  }

  /** Of a block of which the length comes next; leaves the place behind it. */
  private int start() {
    int length = size();
    int from = place;
    place += length;
    return from;
  }
}
