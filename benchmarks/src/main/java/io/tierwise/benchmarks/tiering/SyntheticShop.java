package io.tierwise.benchmarks.tiering;

import java.util.Random;

/**
 * Customers of a skewed shop: rates of ordering and values of orders are log-normal, so that few
 * bring most of the revenue, and recency goes with the rate. One in ten has not ordered yet.
 *
 * @param recencySeconds from the last order until the end of the data
 * @param orders 0 for a prospect
 * @param pence net revenue
 */
record SyntheticShop(int[] recencySeconds, int[] orders, long[] pence) {
  private static final int DAY = 86_400;
  private static final int LONGEST_DAYS = 720;
  private static final double PROSPECTS = 0.1;

  static SyntheticShop of(int customers, long seed) {
    Random random = new Random(seed);
    SyntheticShop shop =
        new SyntheticShop(new int[customers], new int[customers], new long[customers]);
    for (int i = 0; i < customers; i++) {
      double rate = Math.exp(random.nextGaussian() * 0.9);
      boolean prospect = random.nextDouble() < PROSPECTS;
      double days = Math.min(LONGEST_DAYS, -Math.log(1 - random.nextDouble()) * 90 / rate);
      shop.recencySeconds[i] = (int) (days * DAY);
      shop.orders[i] = prospect ? 0 : 1 + (int) Math.round(rate * 3 * random.nextDouble());
      double value = 2500 * Math.exp(random.nextGaussian() * 0.8) * Math.sqrt(rate);
      shop.pence[i] = Math.round(shop.orders[i] * value);
    }
    return shop;
  }

  int size() {
    return orders.length;
  }

  int buyers() {
    int buyers = 0;
    for (int n : orders) {
      buyers += n > 0 ? 1 : 0;
    }
    return buyers;
  }

  /** Recency in days, orders and revenue of those who have ordered: a row each. */
  double[][] rfm() {
    double[][] rows = new double[buyers()][];
    int row = 0;
    for (int i = 0; i < size(); i++) {
      if (orders[i] > 0) {
        rows[row++] = new double[] {recencySeconds[i] / (double) DAY, orders[i], pence[i] / 100.0};
      }
    }
    return rows;
  }
}
