package io.tierwise.campaign.experiment;

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
    Interval one = wilson(successes1, trials1);
    Interval two = wilson(successes2, trials2);
    double p1 = (double) successes1 / trials1;
    double p2 = (double) successes2 / trials2;
    double d = p1 - p2;
    return new Interval(
        d - Math.hypot(p1 - one.low(), two.high() - p2),
        d + Math.hypot(one.high() - p1, p2 - two.low()));
  }

  /** E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927. */
  static Interval wilson(long successes, long trials) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " of " + trials);
    }
    double n = trials;
    double p = successes / n;
    double centre = p + Z * Z / (2 * n);
    double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    return new Interval((centre - half) / scale, (centre + half) / scale);
  }

  private NewcombeInterval() {}
}
