package io.tierwise.profile.fold;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/** The days, in UTC, with at least one event: a bit each, in blocks of 32 days. */
public final class ActiveDays {
  private static final int DAYS = 32;
  private static final long SECONDS_PER_DAY = 86_400;

  private final FlatMap<Integer, Long> blocks;

  /**
   * @param blocks bits by epoch day divided by 32
   */
  public ActiveDays(Map<Integer, Long> blocks) {
    this.blocks = FlatMap.of(blocks);
  }

  void add(Instant at) {
    long day = Math.floorDiv(at.getEpochSecond(), SECONDS_PER_DAY);
    long bit = 1L << Math.floorMod(day, DAYS);
    blocks.merge(Math.toIntExact(Math.floorDiv(day, DAYS)), bit, (a, b) -> a | b);
  }

  void addAll(ActiveDays other) {
    other.blocks.forEach((block, bits) -> blocks.merge(block, bits, (a, b) -> a | b));
  }

  public int count() {
    return blocks.values().stream().mapToInt(Long::bitCount).sum();
  }

  public Map<Integer, Long> blocks() {
    return Collections.unmodifiableMap(blocks);
  }
}
