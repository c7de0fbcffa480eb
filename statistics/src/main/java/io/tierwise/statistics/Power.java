package io.tierwise.statistics;

/**
 * How many units an experiment needs, before it starts.
 *
 * <p>R. Kohavi, D. Tang, Y. Xu, Trustworthy Online Controlled Experiments, 2020, chapter 17.
 *
 * @param alpha false positives that are accepted, two-sided
 * @param power chance to see an effect of the size asked for
 * @param controlShare of the units of both arms together, inside 0..1
 */
public record Power(double alpha, double power, double controlShare) {
  public Power {
    requireInside("alpha", alpha);
    requireInside("power", power);
    requireInside("controlShare", controlShare);
  }

  private static void requireInside(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + " " + value);
    }
  }

  /**
   * Units of both arms together, to see a share rise or fall by so much.
   *
   * @param baseline share in the control arm, inside 0..1
   * @param effect absolute, not 0; baseline + effect is inside 0..1 too
   */
  public long unitsForShare(double baseline, double effect) {
    requireInside("baseline", baseline);
    requireInside("baseline + effect", baseline + effect);
    double treated = baseline + effect;
    return units(baseline * (1 - baseline), treated * (1 - treated), effect);
  }

  /**
   * Likewise for a mean.
   *
   * @param deviation standard deviation over units, positive
   * @param explained share of the variance that the time before explains (CUPED), 0 up to 1
   */
  public long unitsForMean(double deviation, double effect, double explained) {
    double variance = deviation * deviation * (1 - explained);
    return units(variance, variance, effect);
  }

  private long units(double controlVariance, double treatedVariance, double effect) {
    double reach = Quantiles.normal(1 - alpha / 2) + Quantiles.normal(power);
    double perUnit = controlVariance / controlShare + treatedVariance / (1 - controlShare);
    return (long) Math.ceil(reach * reach * perUnit / (effect * effect));
  }
}
