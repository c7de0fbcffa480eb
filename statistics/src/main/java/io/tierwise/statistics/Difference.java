package io.tierwise.statistics;

/**
 * An estimate of treated less control.
 *
 * @param variance of the estimate, not of the units
 * @param freedom degrees of freedom of that variance
 */
public record Difference(double estimate, double variance, double freedom) {
  /** B. L. Welch, The generalization of Student's problem, Biometrika 34, 1947. */
  public static Difference welch(Sample treated, Sample control) {
    return of(
        treated.mean() - control.mean(),
        treated.variance() / treated.count(),
        treated.count(),
        control.variance() / control.count(),
        control.count());
  }

  /**
   * With the part taken out that the time before explains: the same expectation, since arms differ
   * before the experiment by chance only, and a smaller variance.
   *
   * <p>A. Deng, Y. Xu, R. Kohavi, T. Walker, Improving the sensitivity of online controlled
   * experiments by utilizing pre-experiment data, WSDM 2013.
   */
  public static Difference cuped(Sample treated, Sample control) {
    double spread = treated.beforeCentred() + control.beforeCentred();
    double theta =
        spread > 0 ? (treated.productsCentred() + control.productsCentred()) / spread : 0;
    return of(
        treated.mean() - control.mean() - theta * (treated.beforeMean() - control.beforeMean()),
        adjustedVariance(treated, theta) / treated.count(),
        treated.count(),
        adjustedVariance(control, theta) / control.count(),
        control.count());
  }

  /** Variance of metric - theta covariate. */
  private static double adjustedVariance(Sample sample, double theta) {
    double about =
        sample.variance() * (sample.count() - 1)
            - 2 * theta * sample.productsCentred()
            + theta * theta * sample.beforeCentred();
    return Math.max(0, about) / (sample.count() - 1);
  }

  private static Difference of(
      double estimate, double one, long oneCount, double other, long otherCount) {
    double variance = one + other;
    double freedom =
        variance
            * variance
            / (one * one / Math.max(1, oneCount - 1) + other * other / Math.max(1, otherCount - 1));
    return new Difference(estimate, variance, Double.isNaN(freedom) ? 1 : freedom);
  }

  /** Whether it can be computed at all. */
  public boolean isKnown() {
    return Double.isFinite(estimate) && Double.isFinite(variance);
  }

  /**
   * @param alpha share of such intervals that may miss, 0..1
   */
  public Interval interval(double alpha) {
    double reach = Quantiles.student(1 - alpha / 2, freedom) * Math.sqrt(variance);
    return new Interval(estimate - reach, estimate + reach);
  }
}
