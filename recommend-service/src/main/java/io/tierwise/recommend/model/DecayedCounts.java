package io.tierwise.recommend.model;

import java.util.Arrays;

/**
 * A count per item that halves every half-life, whatever the order of arrival.
 *
 * <p>Forward decay: a deed at t adds w · 2^((t - landmark) / halfLife), so that nothing has to be
 * touched as time passes; the landmark moves up before the numbers outgrow a double. Cormode,
 * Shkapenyuk, Srivastava, Xu: Forward Decay, a Practical Time Decay Model for Streaming Systems
 * (2009). Not thread-safe.
 */
public final class DecayedCounts {
  private static final double MAX_EXPONENT = 400;

  private final double halfLifeSeconds;
  private double[] counts;
  private long landmark = Long.MIN_VALUE;

  public DecayedCounts(int items, double halfLifeSeconds) {
    if (!(halfLifeSeconds > 0)) {
      throw new IllegalArgumentException("half-life " + halfLifeSeconds + " s is not positive");
    }
    this.counts = new double[Math.max(16, items)];
    this.halfLifeSeconds = halfLifeSeconds;
  }

  public double halfLifeSeconds() {
    return halfLifeSeconds;
  }

  public void add(int item, long second, double weight) {
    if (landmark == Long.MIN_VALUE) {
      landmark = second;
    }
    double exponent = (second - landmark) / halfLifeSeconds;
    if (exponent > MAX_EXPONENT) {
      moveLandmark(second);
      exponent = 0;
    }
    if (item >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(item + 1, counts.length * 2));
    }
    counts[item] += weight * Math.exp(exponent * Math.log(2));
  }

  /** The decayed count of an item at a time. */
  public double at(int item, long second) {
    return item >= counts.length || counts[item] == 0
        ? 0
        : counts[item] * Math.exp((landmark - second) / halfLifeSeconds * Math.log(2));
  }

  private void moveLandmark(long second) {
    double factor = Math.exp((landmark - second) / halfLifeSeconds * Math.log(2));
    for (int i = 0; i < counts.length; i++) {
      counts[i] *= factor;
    }
    landmark = second;
  }
}
