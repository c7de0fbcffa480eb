package io.tierwise.statistics;

/**
 * Whether as many units came to each variant as were meant to: if not, something between assignment
 * and counting loses units, and no result can be trusted.
 *
 * <p>Pearson's chi-square; A. Fabijan et al., Diagnosing sample ratio mismatch in online controlled
 * experiments, KDD 2019.
 */
public final class SampleRatio {
  /** Below it there is an alarm. Rare enough to look at every day. */
  public static final double ALARM = 0.0005;

  private static final double LEAST_EXPECTED = 5;

  /**
   * @param counts of units by variant
   * @param shares that were meant; they sum to 1
   * @return probability of counts at least as far off, 0..1; 1 while there are too few to say
   */
  public static double pValue(long[] counts, double[] shares) {
    double total = 0;
    for (long count : counts) {
      total += count;
    }
    double statistic = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = total * shares[i];
      if (expected < LEAST_EXPECTED) {
        return 1;
      }
      statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    return counts.length < 2 ? 1 : Quantiles.chiSquareTail(statistic, counts.length - 1);
  }

  private SampleRatio() {}
}
