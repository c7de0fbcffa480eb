package io.tierwise.ingest.validation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Names that are told apart by their bytes: from 1 on in the order in which they were added. Most
 * are no longer than the two words of eight bytes that are compared, the first and the last.
 */
final class KnownNames {
  static final int UNKNOWN = 0;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WORDS = 2 * Long.BYTES;
  private static final int PLACES = 1 << 10;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final List<byte[]> names = new ArrayList<>(List.of(new byte[0]));
  private final long[] firsts = new long[PLACES];
  private final long[] lasts = new long[PLACES];
  private final short[] numbers = new short[PLACES];

  int add(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    long first = first(bytes, 0, bytes.length);
    long last = last(bytes, 0, bytes.length);
    int place = place(first, last);
    while (numbers[place] != UNKNOWN) {
      place = (place + 1) % PLACES;
    }
    firsts[place] = first;
    lasts[place] = last;
    numbers[place] = (short) names.size();
    names.add(bytes);
    return names.size() - 1;
  }

  /** The unknown one included. */
  int count() {
    return names.size();
  }

  int of(byte[] bytes, int from, int to) {
    long first = first(bytes, from, to);
    long last = last(bytes, from, to);
    int place = place(first, last);
    while (numbers[place] != UNKNOWN) {
      if (firsts[place] == first && lasts[place] == last && isSame(place, bytes, from, to)) {
        return numbers[place];
      }
      place = (place + 1) % PLACES;
    }
    return UNKNOWN;
  }

  private boolean isSame(int place, byte[] bytes, int from, int to) {
    byte[] known = names.get(numbers[place]);
    return known.length == to - from
        && (known.length <= WORDS || Arrays.equals(known, 0, known.length, bytes, from, to));
  }

  /** Filled up with zeros, which are in no name. */
  private static long first(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length >= Long.BYTES) {
      return (long) WORD.get(bytes, from);
    }
    if (from + Long.BYTES <= bytes.length) {
      return (long) WORD.get(bytes, from) & (1L << length * Byte.SIZE) - 1;
    }
    long first = 0;
    for (int i = to - 1; i >= from; i--) {
      first = first << Byte.SIZE | bytes[i] & 0xff;
    }
    return first;
  }

  private static long last(byte[] bytes, int from, int to) {
    return to - from <= Long.BYTES ? 0 : (long) WORD.get(bytes, to - Long.BYTES);
  }

  private static int place(long first, long last) {
    return (int) ((first ^ Long.rotateLeft(last, 29)) * GOLDEN >>> 54);
  }
}
