package io.tierwise.statistics;

/**
 * 95 % interval of the difference of two independent proportions: each side combines the Wilson
 * score limits of both. It stays within -1..1 and behaves with few or no successes.
 *
 * <p>R. G. Newcombe, Interval estimation for the difference between independent proportions,
 * Statistics in Medicine 17, 1998, method 10.
 */
public final class NewcombeInterval {
  private static final double Z = 1.959963984540054;

  /**
   * @param successes1 0..trials1
   * @param trials1 at least 1
   * @param successes2 0..trials2
   * @param trials2 at least 1
   * @return of p1 - p2
   */
  public static Interval ofDifference(
      long successes1, long trials1, long successes2, long trials2) {
    return ofDifference(successes1, trials1, successes2, trials2, Z);
  }

  /**
   * @param alpha share of such intervals that may miss, 0..1
   */
  public static Interval ofDifferenceAt(
      double alpha, long successes1, long trials1, long successes2, long trials2) {
    double z = Quantiles.normal(1 - alpha / 2);
    return ofDifference(successes1, trials1, successes2, trials2, z);
  }

  private static Interval ofDifference(
      long successes1, long trials1, long successes2, long trials2, double z) {
    Interval one = wilson(successes1, trials1, z);
    Interval two = wilson(successes2, trials2, z);
    double p1 = (double) successes1 / trials1;
    double p2 = (double) successes2 / trials2;
    double d = p1 - p2;
    return new Interval(
        d - Math.hypot(p1 - one.low(), two.high() - p2),
        d + Math.hypot(one.high() - p1, p2 - two.low()));
  }

  /** E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927. */
  static Interval wilson(long successes, long trials) {
    return wilson(successes, trials, Z);
  }

  private static Interval wilson(long successes, long trials, double z) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " of " + trials);
    }
    double n = trials;
    double p = successes / n;
    double centre = p + z * z / (2 * n);
    double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    double scale = 1 + z * z / n;
    return new Interval((centre - half) / scale, (centre + half) / scale);
  }

  private NewcombeInterval() {}
}
