package io.tierwise.simulator;

/**
 * The four parameters of the BG/NBD model (Fader, Hardie, Lee 2005), time in weeks.
 *
 * @param r shape of the gamma distribution of the order rate, positive
 * @param alpha its rate in weeks, positive: the mean customer places r / alpha orders a week
 * @param a first shape of the beta distribution of the drop-out probability, positive
 * @param b second shape, positive: the mean probability to drop out after a repeat order is a / (a
 *     + b)
 */
public record PurchaseRates(double r, double alpha, double a, double b) {
  public PurchaseRates {
    requirePositive("r", r);
    requirePositive("alpha", alpha);
    requirePositive("a", a);
    requirePositive("b", b);
  }

  /**
   * A lively shop: a third of an order a week from the mean customer, one in eight leaves after a
   * repeat order.
   */
  public static PurchaseRates lively() {
    return new PurchaseRates(0.6, 1.8, 0.8, 5.6);
  }

  public double meanOrdersPerWeek() {
    return r / alpha;
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive and finite: " + value);
    }
  }
}
