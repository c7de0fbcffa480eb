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

  int size() {
    return orders.length;
  }
}
