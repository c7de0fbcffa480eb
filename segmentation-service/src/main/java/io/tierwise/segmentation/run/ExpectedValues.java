package io.tierwise.segmentation.run;

import io.tierwise.segmentation.customer.CustomerTable;

/**
 * By what tiers are put in order: what customers are expected to bring where a lifetime value model
 * is live, else their net revenue. Who has no lifetime value, because the first order is not known,
 * counts with the net revenue, brought to the scale of the others.
 *
 * @param each one for each of the rows asked for
 */
record ExpectedValues(double[] each, RunResult.ValueBasis basis) {

  /**
   * @param rows of customers with an order
   */
  static ExpectedValues of(CustomerTable customers, int[] rows) {
    double[] each = new double[rows.length];
    double lifetime = 0;
    double revenue = 0;
    boolean any = false;
    for (int i = 0; i < rows.length; i++) {
      double net = customers.netRevenue(rows[i]).doubleValue();
      double value = customers.lifetimeValue(rows[i]);
      if (!Double.isNaN(value)) {
        any = true;
        lifetime += value;
        revenue += net;
      }
      each[i] = net;
    }
    if (!any) {
      return new ExpectedValues(each, RunResult.ValueBasis.NET_REVENUE);
    }
    double scale = revenue > 0 ? lifetime / revenue : 1;
    for (int i = 0; i < rows.length; i++) {
      double value = customers.lifetimeValue(rows[i]);
      each[i] = Double.isNaN(value) ? each[i] * scale : value;
    }
    return new ExpectedValues(each, RunResult.ValueBasis.LIFETIME_VALUE);
  }
}
