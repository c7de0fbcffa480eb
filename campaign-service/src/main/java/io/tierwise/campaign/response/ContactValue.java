package io.tierwise.campaign.response;

/** What showing an offer to a user is worth. */
public final class ContactValue {
  private static final double LOWEST_SCALE = 0.25;
  private static final double HIGHEST_SCALE = 4;

  /**
   * v = P(response) x margin x order value - cost.
   *
   * @param rate of response of users like this one, 0..1
   * @param affinityScale from {@link #affinityScale}
   * @param margin share of the order value that is earned, 0..1
   * @param orderValue expected value of the order that answers, in units of currency
   * @param cost of the contact, in units of currency
   */
  public static double of(
      double rate, double affinityScale, double margin, double orderValue, double cost) {
    return Math.min(1, rate * affinityScale) * margin * orderValue - cost;
  }

  /**
   * How much likelier than the average of the audience a user answers, by affinity with the offer's
   * products: the ratio to the audience's mean, so that the audience as a whole keeps the measured
   * rate. Bounded, since affinity says less than outcomes do.
   *
   * @param affinity 0..1; NaN if unknown, which is neutral
   * @param mean over the audience; 0 or NaN is neutral
   * @return 0.25..4
   */
  public static double affinityScale(double affinity, double mean) {
    if (!(mean > 0) || Double.isNaN(affinity)) {
      return 1;
    }
    return Math.clamp(affinity / mean, LOWEST_SCALE, HIGHEST_SCALE);
  }

  private ContactValue() {}
}
