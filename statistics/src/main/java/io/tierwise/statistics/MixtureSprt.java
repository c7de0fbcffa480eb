package io.tierwise.statistics;

/**
 * Anytime-valid test of a difference: however often it is looked at, it rejects a true null
 * hypothesis with probability alpha at most, as a whole. The likelihood ratio is mixed over effects
 * N(0, tau^2); by Ville's inequality it exceeds 1 / alpha with probability alpha at most.
 *
 * <p>R. Johari, L. Pekelis, D. Walsh, Always valid inference: bringing sequential analysis to A/B
 * testing, 2015/2022; normal approximation with estimated variances, so it says nothing before
 * {@link #LEAST_UNITS} units are in each arm.
 *
 * @param tau spread of the effects that are thought possible, in the unit of the metric; chosen
 *     before the data are seen
 */
public record MixtureSprt(double tau) {
  public static final int LEAST_UNITS = 100;

  public MixtureSprt {
    if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("tau " + tau);
    }
  }

  /** Always-valid p-value, 0..1; may be compared with alpha at any time. */
  public double pValue(Difference difference) {
    double v = difference.variance();
    if (!difference.isKnown() || v <= 0) {
      return 1;
    }
    double mixed = v + tau * tau;
    double exponent = tau * tau * difference.estimate() * difference.estimate() / (2 * v * mixed);
    double ratio = Math.sqrt(v / mixed) * Math.exp(Math.min(700, exponent));
    return Math.min(1, 1 / ratio);
  }

  /** Holds the true difference at all times together with probability 1 - alpha. */
  public Interval interval(Difference difference, double alpha) {
    double v = difference.variance();
    double mixed = v + tau * tau;
    double reach =
        Math.sqrt(v * mixed / (tau * tau) * (2 * Math.log(1 / alpha) + Math.log(mixed / v)));
    return new Interval(difference.estimate() - reach, difference.estimate() + reach);
  }
}
