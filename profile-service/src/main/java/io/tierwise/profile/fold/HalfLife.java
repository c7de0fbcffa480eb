package io.tierwise.profile.fold;

import java.time.Duration;
import java.time.Instant;

/**
 * Forward exponential decay: an event weighs w 2^((t - epoch) / half-life), so that what was added
 * never has to be touched again, and the shares at any later time are those of the sums. (Cormode,
 * Shkapenyuk, Srivastava, Xu: Forward Decay, A Practical Time Decay Model for Streaming Systems,
 * ICDE 2009.) Time is taken in 1/1024 of a half-life, 42 minutes of 30 days, and the fraction of a
 * power of two in 16 bits, which makes every term an integer times a power of two.
 */
public final class HalfLife {
  private static final int STEPS = 1_024;
  private static final int[] POWERS = new int[STEPS];

  static {
    for (int i = 0; i < STEPS; i++) {
      POWERS[i] = (int) Math.round(StrictMath.pow(2, (double) i / STEPS) * (1 << 16));
    }
  }

  private final Duration length;

  /**
   * @throws IllegalArgumentException below one day
   */
  public HalfLife(Duration length) {
    if (length.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("half-life " + length + " is below a day");
    }
    this.length = length;
  }

  public Duration length() {
    return length;
  }

  /**
   * @param weight at the time of the event
   */
  public DecayedSum at(Instant time, int weight) {
    long step = Math.floorDiv(time.toEpochMilli() * STEPS, length.toMillis());
    int power = POWERS[(int) Math.floorMod(step, (long) STEPS)];
    return new DecayedSum((long) power * weight, Math.toIntExact(Math.floorDiv(step, STEPS)));
  }
}
