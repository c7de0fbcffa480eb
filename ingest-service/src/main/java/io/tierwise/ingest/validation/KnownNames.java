package io.tierwise.ingest.validation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Names that are told apart by their bytes: from 1 on in the order in which they were added. */
final class KnownNames {
  static final int UNKNOWN = 0;

  private static final int PLACES = 1 << 10;
  private final List<byte[]> names = new ArrayList<>(List.of(new byte[0]));
  private final byte[][] places = new byte[PLACES][];
  private final short[] numbers = new short[PLACES];

  int add(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    int place = hash(bytes, 0, bytes.length);
    while (numbers[place] != UNKNOWN) {
      place = (place + 1) % PLACES;
    }
    places[place] = bytes;
    numbers[place] = (short) names.size();
    names.add(bytes);
    return names.size() - 1;
  }

  /** The unknown one included. */
  int count() {
    return names.size();
  }

  int of(byte[] bytes, int from, int to) {
    int place = hash(bytes, from, to);
    while (numbers[place] != UNKNOWN) {
      byte[] known = places[place];
      if (Arrays.equals(known, 0, known.length, bytes, from, to)) {
        return numbers[place];
      }
      place = (place + 1) % PLACES;
    }
    return UNKNOWN;
  }

  /** Of its length and three of its bytes. */
  static int hash(byte[] bytes, int from, int to) {
    int hash = to - from;
    if (hash > 0) {
      hash += 7 * bytes[from] + 31 * bytes[from + hash / 2] + 131 * bytes[to - 1];
    }
    return hash & (PLACES - 1);
  }
}
