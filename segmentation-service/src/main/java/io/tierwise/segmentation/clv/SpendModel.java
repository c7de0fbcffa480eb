package io.tierwise.segmentation.clv;

/**
 * How much an order is worth: order values vary around a mean of each customer's own, the means are
 * spread over customers, and neither depends on how often they order (Gamma-Gamma; P. Fader and B.
 * Hardie, The Gamma-Gamma Model of Monetary Value, 2013).
 *
 * @param q above 1, or there would be no mean
 * @param gamma in money
 */
public record SpendModel(double p, double q, double gamma) {
  public SpendModel {
    if (!(p > 0 && q > 1 && gamma > 0)) {
      throw new IllegalArgumentException("p " + p + ", q " + q + ", gamma " + gamma);
    }
  }

  /** Mean order value over all customers. */
  public double mean() {
    return p * gamma / (q - 1);
  }

  /**
   * A customer's mean order value, drawn towards everybody's the more the fewer orders there are.
   *
   * @param orders 0 for somebody of whom nothing is known
   * @param mean value of these orders
   */
  public double expectedOrderValue(int orders, double mean) {
    return orders == 0 || !(mean > 0) ? mean() : p * (gamma + orders * mean) / (p * orders + q - 1);
  }
}
