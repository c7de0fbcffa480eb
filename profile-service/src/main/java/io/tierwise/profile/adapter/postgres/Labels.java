package io.tierwise.profile.adapter.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One string for a label that the states of many users hold, such as a brand: a poll then holds it
 * once. It forgets what it has no room for. Threads may race: what they find is a label or none.
 */
final class Labels {
  private static final int SLOTS = 1 << 12;

  private final @Nullable Label[] slots = new Label[SLOTS];

  @SuppressWarnings("ArrayRecordComponent")
  private record Label(byte[] utf8, String text) {}

  String of(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
    Label held = slots[slot];
    if (held == null || !Arrays.equals(held.utf8, 0, held.utf8.length, bytes, from, to)) {
      held =
          new Label(
              Arrays.copyOfRange(bytes, from, to),
              new String(bytes, from, to - from, StandardCharsets.UTF_8));
      slots[slot] = held;
    }
    return held.text;
  }
}
