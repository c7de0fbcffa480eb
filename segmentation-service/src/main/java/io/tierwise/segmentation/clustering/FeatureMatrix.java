package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.TieringFeature;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** One row per customer, one column per feature, in original units, and the value of each row. */
public final class FeatureMatrix {
  private final List<TieringFeature> features;
  private final double[][] rows;
  private final double[] values;

  private FeatureMatrix(List<TieringFeature> features, double[][] rows, double[] values) {
    this.features = List.copyOf(features);
    this.rows = rows;
    this.values = values;
  }

  /** The value of a customer is the net revenue. */
  public static FeatureMatrix of(
      List<Customer> customers, List<TieringFeature> features, Instant asOf) {
    double[][] rows = new double[customers.size()][];
    double[] values = new double[customers.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(customers.get(i), features, asOf);
      values[i] = customers.get(i).netRevenue().doubleValue();
    }
    return new FeatureMatrix(features, rows, values);
  }

  /**
   * @param rows customers x features; copied
   * @param values by which clusters are ordered, one a row; copied
   */
  public static FeatureMatrix of(List<TieringFeature> features, double[][] rows, double[] values) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != features.size()) {
        throw new IllegalArgumentException(
            "row " + i + " has " + rows[i].length + " values for " + features.size() + " features");
      }
      copy[i] = rows[i].clone();
    }
    if (values.length != rows.length) {
      throw new IllegalArgumentException(values.length + " values for " + rows.length + " rows");
    }
    return new FeatureMatrix(features, copy, values.clone());
  }

  public static double[] row(Customer customer, List<TieringFeature> features, Instant asOf) {
    double[] row = new double[features.size()];
    for (int j = 0; j < row.length; j++) {
      row[j] = features.get(j).of(customer, asOf);
    }
    return row;
  }

  public int size() {
    return rows.length;
  }

  public List<TieringFeature> features() {
    return features;
  }

  public double value(int row) {
    return values[row];
  }

  /** Some rows, a row as often as it is named; nothing is copied. */
  FeatureMatrix rows(int[] chosen) {
    return new FeatureMatrix(
        features,
        Arrays.stream(chosen).mapToObj(i -> rows[i]).toArray(double[][]::new),
        Arrays.stream(chosen).mapToDouble(i -> values[i]).toArray());
  }

  double[] row(int row) {
    return rows[row];
  }

  /**
   * @throws TooFewCustomers if there are fewer customers
   */
  void requireAtLeast(int customers) {
    if (rows.length == 0) {
      throw new TooFewCustomers("There is no customer with an order yet");
    }
    if (rows.length < customers) {
      throw new TooFewCustomers(
          "There are "
              + rows.length
              + " customers with an order; at least "
              + customers
              + " are needed");
    }
  }

  double at(int row, int feature) {
    return rows[row][feature];
  }

  double[] column(int feature) {
    double[] column = new double[rows.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = rows[i][feature];
    }
    return column;
  }
}
