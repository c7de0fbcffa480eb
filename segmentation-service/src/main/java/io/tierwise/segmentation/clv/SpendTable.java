package io.tierwise.segmentation.clv;

/**
 * What customers spent: number of orders and their mean value, above 0.
 *
 * @param orders one a customer
 * @param means one a customer
 */
public record SpendTable(int[] orders, double[] means) {
  public SpendTable {
    if (orders.length != means.length) {
      throw new IllegalArgumentException(orders.length + " orders, " + means.length + " means");
    }
    for (int i = 0; i < orders.length; i++) {
      if (orders[i] < 1 || !(means[i] > 0)) {
        throw new IllegalArgumentException(
            "customer " + i + ": " + orders[i] + " orders of " + means[i]);
      }
    }
  }

  /** Every so many customers; all where there are few. */
  SpendTable thinned(int customers) {
    int step = Math.max(1, (size() + customers - 1) / customers);
    int kept = (size() + step - 1) / step;
    int[] some = new int[kept];
    double[] theirs = new double[kept];
    for (int i = 0; i < kept; i++) {
      some[i] = orders[i * step];
      theirs[i] = means[i * step];
    }
    return new SpendTable(some, theirs);
  }

  int size() {
    return orders.length;
  }
}
