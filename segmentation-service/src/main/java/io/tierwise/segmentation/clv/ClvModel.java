package io.tierwise.segmentation.clv;

/** Purchases and spend together: what a customer is worth over a horizon. */
public record ClvModel(PurchaseModel purchases, SpendModel spend) {
  private static final double DAYS_PER_YEAR = 365;

  /**
   * How far to look.
   *
   * @param days 1..3650
   * @param yearlyDiscount what a value gains by a year's waiting, 0..1 (0.1 for 10 %)
   */
  public record Horizon(int days, double yearlyDiscount) {
    public Horizon {
      if (days < 1 || days > 3650) {
        throw new IllegalArgumentException("horizon of " + days + " days is not 1..3650");
      }
      if (!(yearlyDiscount >= 0 && yearlyDiscount <= 1)) {
        throw new IllegalArgumentException("discount of " + yearlyDiscount + " is not 0..1");
      }
    }

    /** The continuous rate per day that makes {@code yearlyDiscount} in a year. */
    double dailyDiscount() {
      return Math.log1p(yearlyDiscount) / DAYS_PER_YEAR;
    }
  }

  /**
   * @param history of one customer
   */
  public CustomerValue value(PurchaseHistory history, Horizon horizon) {
    BetaQuadrature dropout = purchases.overDropout(history.repeats());
    return value(
        history,
        purchases.sum(dropout, history.repeats(), history.age(), horizon.days(), 0),
        purchases.sum(
            dropout, history.repeats(), history.age(), horizon.days(), horizon.dailyDiscount()));
  }

  private CustomerValue value(PurchaseHistory history, double orders, double discounted) {
    double alive = purchases.aliveProbability(history.repeats(), history.recency(), history.age());
    double orderValue = spend.expectedOrderValue(history.repeats() + 1, history.meanValue());
    return new CustomerValue(alive, alive * orders, orderValue, alive * discounted * orderValue);
  }
}
