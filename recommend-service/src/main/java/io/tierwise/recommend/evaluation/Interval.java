package io.tierwise.recommend.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A mean over users with its 95 % interval, by the percentile bootstrap over users. B. Efron:
 * Bootstrap Methods (1979).
 *
 * @param value the mean
 */
public record Interval(double value, double low, double high) {
  private static final int DRAWS = 1_000;
  private static final long SEED = 20261122;

  /** The same values give the same interval; 0 without any. */
  public static Interval ofMean(double[] values) {
    if (values.length == 0) {
      return new Interval(0, 0, 0);
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[draw] = sum / values.length;
    }
    Arrays.sort(means);
    double mean = Arrays.stream(values).average().orElse(0);
    return new Interval(mean, means[DRAWS / 40], means[DRAWS - 1 - DRAWS / 40]);
  }

  /**
   * How much more the first gives to the same users: paired, so that what users share drops out.
   */
  public static Interval ofDifference(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(first.length + " users beside " + second.length);
    }
    double[] differences = new double[first.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = first[i] - second[i];
    }
    return ofMean(differences);
  }
}
