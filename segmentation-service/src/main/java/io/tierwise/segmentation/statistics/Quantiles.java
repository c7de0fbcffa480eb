package io.tierwise.segmentation.statistics;

/**
 * Sample quantiles by linear interpolation between order statistics: type 7 of R. J. Hyndman and Y.
 * Fan, Sample Quantiles in Statistical Packages, 1996.
 */
public final class Quantiles {
  /**
   * @param sorted ascending, not empty
   * @param p in 0..1
   * @throws IllegalArgumentException if there are no values or p is out of range
   */
  public static double quantile(double[] sorted, double p) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p = " + p + " is not in 0..1");
    }
    double position = p * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    if (sorted[below] == sorted[above]) {
      return sorted[below];
    }
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  private Quantiles() {}
}
