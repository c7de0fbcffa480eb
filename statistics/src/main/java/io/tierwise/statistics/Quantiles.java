package io.tierwise.statistics;

import smile.stat.distribution.ChiSquareDistribution;
import smile.stat.distribution.GaussianDistribution;
import smile.stat.distribution.TDistribution;

/** Quantiles and tails of the distributions that tests need. */
final class Quantiles {
  private static final GaussianDistribution NORMAL = new GaussianDistribution(0, 1);
  private static final int NEARLY_NORMAL = 1_000;

  static double normal(double probability) {
    return NORMAL.quantile(probability);
  }

  /** Degrees of freedom are rounded down, which makes intervals wider. */
  static double student(double probability, double freedom) {
    return freedom > NEARLY_NORMAL
        ? normal(probability)
        : new TDistribution(Math.max(1, (int) freedom)).quantile(probability);
  }

  static double chiSquareTail(double statistic, int freedom) {
    return statistic <= 0 ? 1 : 1 - new ChiSquareDistribution(freedom).cdf(statistic);
  }

  private Quantiles() {}
}
