package io.tierwise.campaign.allocation;

/** Lowers the dual along one price. */
final class PriceBisection {
  private static final int TRIALS = 60;
  private final DualFunction dual;
  private final Limits limits;
  private final int limit;

  PriceBisection(DualFunction dual, Limits limits, int limit) {
    this.dual = dual;
    this.limits = limits;
    this.limit = limit;
  }

  /** The lowest price in the range at which the limit holds; use does not grow with the price. */
  double[] lowest(double[] prices, double low, double high) {
    long atLow = used(prices, low);
    if (atLow <= limits.amount(limit)) {
      return with(prices, low);
    }
    long atHigh = used(prices, high);
    if (atHigh > limits.amount(limit)) {
      return with(prices, high);
    }
    double from = low;
    double to = high;
    // Starts where it stands, since that is nearly right.
    double middle = prices[limit] > low && prices[limit] < high ? prices[limit] : (low + high) / 2;
    double reach = (high - low) * 1e-6;
    for (int i = 0; i < TRIALS && atLow != atHigh && to - from > 1e-15 * to; i++) {
      long use = used(prices, middle);
      if (use > limits.amount(limit)) {
        from = middle;
        atLow = use;
        middle = Math.min(middle + reach, (from + to) / 2);
      } else {
        to = middle;
        atHigh = use;
        if (use == limits.amount(limit)) {
          break;
        }
        middle = Math.max(middle - reach, (from + to) / 2);
      }
      reach *= 8;
    }
    return with(prices, to);
  }

  private long used(double[] prices, double price) {
    return limits.used(limit, dual.at(with(prices, price)).counts());
  }

  private double[] with(double[] prices, double price) {
    double[] changed = prices.clone();
    changed[limit] = price;
    return changed;
  }
}
