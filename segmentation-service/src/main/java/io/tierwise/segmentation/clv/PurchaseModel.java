package io.tierwise.segmentation.clv;

/**
 * A fitted model of repeat purchases. A customer's future depends on three numbers: orders after
 * the first (x), days from the first to the last order (t_x), days from the first order until now
 * (T).
 *
 * @param r shape of the order rates
 * @param alpha their scale, in days
 * @param a of the beta distribution of drop-out
 * @param b of the beta distribution of drop-out
 */
public record PurchaseModel(PurchaseKind kind, double r, double alpha, double a, double b) {
  /** Nodes over drop-out probabilities and over time; relative errors are below 1e-7. */
  private static final int DROPOUT_NODES = 20;

  private static final int TIME_NODES = 8;

  /** The beta distribution with a = b = 1 is the uniform one. */
  private static final BetaQuadrature OVER_TIME = BetaQuadrature.of(1, 1, TIME_NODES);

  public PurchaseModel {
    if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
      throw new IllegalArgumentException("r " + r + ", alpha " + alpha + ", a " + a + ", b " + b);
    }
  }

  /** Probability of not having dropped out, 0..1. */
  public double aliveProbability(int repeats, double recency, double age) {
    if (repeats + kind.shift() == 0) {
      return 1;
    }
    double logOdds =
        Math.log(a / (b + repeats - 1 + kind.shift()))
            + (r + repeats) * (Math.log(alpha + age) - Math.log(alpha + recency));
    return 1 / (1 + Math.exp(logOdds));
  }

  /**
   * Orders that a customer who is alive makes in the coming days, discounted.
   *
   * <p>Given the drop-out probability p, orders come at the rate s c^s / (c + p t)^(s + 1) with s =
   * r + x and c = alpha + T. This is averaged over the distribution of p and added up over time by
   * quadrature, which knows no special case at a = 1 as the closed form does.
   *
   * @param days horizon
   * @param dailyDiscount continuous, per day; 0 for none
   */
  public double ordersIfAlive(int repeats, double age, double days, double dailyDiscount) {
    return sum(overDropout(repeats), repeats, age, days, dailyDiscount);
  }

  BetaQuadrature overDropout(int repeats) {
    return BetaQuadrature.of(a, b + repeats + kind.shift(), DROPOUT_NODES);
  }

  double sum(BetaQuadrature dropout, int repeats, double age, double days, double dailyDiscount) {
    double s = r + repeats;
    double c = alpha + age;
    double total = 0;
    for (int i = 0; i < DROPOUT_NODES; i++) {
      double p = dropout.nodes()[i];
      total +=
          dropout.weights()[i]
              * (dailyDiscount == 0
                  ? plain(s, c, p, days)
                  : discounted(s, c, p, days, dailyDiscount));
    }
    return total;
  }

  private static double plain(double s, double c, double p, double days) {
    return p < 1e-12 ? s * days / c : -Math.expm1(-s * Math.log1p(p * days / c)) / p;
  }

  /** The discount varies slowly, the rate does not: integrated by parts. */
  private static double discounted(double s, double c, double p, double days, double discount) {
    double integral = 0;
    for (int j = 0; j < TIME_NODES; j++) {
      double t = OVER_TIME.nodes()[j] * days;
      integral += OVER_TIME.weights()[j] * Math.exp(-discount * t) * plain(s, c, p, t);
    }
    return Math.exp(-discount * days) * plain(s, c, p, days) + discount * days * integral;
  }

  /** Orders that a customer is expected to make in the coming days. */
  public double expectedOrders(int repeats, double recency, double age, double days) {
    return aliveProbability(repeats, recency, age) * ordersIfAlive(repeats, age, days, 0);
  }

  /** Repeat orders that somebody is expected to make in the days after the first order. */
  public double expectedRepeats(double days) {
    return expectedOrders(0, 0, 0, days);
  }
}
