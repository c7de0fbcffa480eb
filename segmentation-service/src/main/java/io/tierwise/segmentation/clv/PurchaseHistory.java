package io.tierwise.segmentation.clv;

/**
 * All that the models know of a customer with at least one order.
 *
 * @param repeats orders after the first
 * @param recency days from the first to the last order
 * @param age days from the first order until now
 * @param meanValue of all orders; not above 0 where everything was given back
 */
public record PurchaseHistory(int repeats, int recency, int age, double meanValue) {
  public PurchaseHistory {
    if (repeats < 0 || recency < 0 || age < recency) {
      throw new IllegalArgumentException(
          "repeats " + repeats + ", recency " + recency + ", age " + age);
    }
  }
}
