package io.tierwise.campaign.response;

/**
 * What is believed of a response rate: Beta(alpha, beta), the conjugate prior of Bernoulli trials.
 *
 * <p>A. Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, section 2.4.
 *
 * @param alpha positive
 * @param beta positive
 */
public record BetaPosterior(double alpha, double beta) {
  public BetaPosterior {
    if (!(alpha > 0) || !(beta > 0)) {
      throw new IllegalArgumentException("Beta(" + alpha + ", " + beta + ")");
    }
  }

  /**
   * A prior with this mean that weighs as much as so many trials.
   *
   * @param mean inside 0..1, the ends excluded
   * @param strength positive number of trials
   */
  public static BetaPosterior prior(double mean, double strength) {
    return new BetaPosterior(mean * strength, (1 - mean) * strength);
  }

  /**
   * @param trials may be fractional; at least {@code responses}
   */
  public BetaPosterior after(double trials, double responses) {
    return new BetaPosterior(alpha + responses, beta + Math.max(0, trials - responses));
  }

  public double mean() {
    return alpha / (alpha + beta);
  }

  public double variance() {
    double n = alpha + beta;
    return alpha * beta / (n * n * (n + 1));
  }
}
