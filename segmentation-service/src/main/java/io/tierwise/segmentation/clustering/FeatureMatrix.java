package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.CustomerTable;
import io.tierwise.segmentation.customer.TieringFeature;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One row per customer, one column per feature, in original units, and the value of each row. */
public final class FeatureMatrix {
  private final List<TieringFeature> features;
  private final double[][] columns;
  private final double[] values;
  private final int[] labels;

  private FeatureMatrix(
      List<TieringFeature> features, double[][] columns, double[] values, int[] labels) {
    this.features = List.copyOf(features);
    this.columns = columns;
    this.values = values;
    this.labels = labels;
  }

  /**
   * The same with what is known of the rows.
   *
   * @param known the group of each row from 0, the best one; -1 where it is not known; copied
   */
  public FeatureMatrix labelled(int[] known) {
    if (known.length != size()) {
      throw new IllegalArgumentException(known.length + " labels for " + size() + " rows");
    }
    return new FeatureMatrix(features, columns, values, known.clone());
  }

  /** -1 where it is not known. */
  int label(int row) {
    return labels.length == 0 ? -1 : labels[row];
  }

  /**
   * @param rows of the customers that are taken, ascending
   * @param values by which groups are ordered, one for each of {@code rows}; kept
   */
  public static FeatureMatrix of(
      CustomerTable customers,
      int[] rows,
      List<TieringFeature> features,
      Instant asOf,
      double[] values) {
    double[][] columns = new double[features.size()][rows.length];
    for (int i = 0; i < rows.length; i++) {
      Customer customer = customers.customer(rows[i]);
      for (int j = 0; j < columns.length; j++) {
        columns[j][i] = features.get(j).of(customer, asOf);
      }
    }
    return new FeatureMatrix(features, columns, values, new int[0]);
  }

  /** The value of a customer is the net revenue. */
  public static FeatureMatrix of(
      List<Customer> customers, List<TieringFeature> features, Instant asOf) {
    return of(
        CustomerTable.of(customers),
        IntStream.range(0, customers.size()).toArray(),
        features,
        asOf,
        customers.stream().mapToDouble(c -> c.netRevenue().doubleValue()).toArray());
  }

  /**
   * @param rows customers x features; copied
   * @param values by which clusters are ordered, one a row; copied
   */
  public static FeatureMatrix of(List<TieringFeature> features, double[][] rows, double[] values) {
    double[][] columns = new double[features.size()][rows.length];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != features.size()) {
        throw new IllegalArgumentException(
            "row " + i + " has " + rows[i].length + " values for " + features.size() + " features");
      }
      for (int j = 0; j < columns.length; j++) {
        columns[j][i] = rows[i][j];
      }
    }
    if (values.length != rows.length) {
      throw new IllegalArgumentException(values.length + " values for " + rows.length + " rows");
    }
    return new FeatureMatrix(features, columns, values.clone(), new int[0]);
  }

  public static double[] row(Customer customer, List<TieringFeature> features, Instant asOf) {
    double[] row = new double[features.size()];
    for (int j = 0; j < row.length; j++) {
      row[j] = features.get(j).of(customer, asOf);
    }
    return row;
  }

  public int size() {
    return values.length;
  }

  public List<TieringFeature> features() {
    return features;
  }

  public double value(int row) {
    return values[row];
  }

  /** Some rows, a row as often as it is named. */
  FeatureMatrix rows(int[] chosen) {
    double[][] some = new double[columns.length][];
    for (int j = 0; j < some.length; j++) {
      double[] column = columns[j];
      some[j] = Arrays.stream(chosen).mapToDouble(i -> column[i]).toArray();
    }
    return new FeatureMatrix(
        features,
        some,
        Arrays.stream(chosen).mapToDouble(i -> values[i]).toArray(),
        labels.length == 0 ? labels : Arrays.stream(chosen).map(i -> labels[i]).toArray());
  }

  double[] row(int row) {
    double[] copy = new double[columns.length];
    for (int j = 0; j < copy.length; j++) {
      copy[j] = columns[j][row];
    }
    return copy;
  }

  /**
   * @throws TooFewCustomers if there are fewer customers
   */
  void requireAtLeast(int customers) {
    if (values.length == 0) {
      throw new TooFewCustomers("There is no customer with an order yet");
    }
    if (values.length < customers) {
      throw new TooFewCustomers(
          "There are "
              + values.length
              + " customers with an order; at least "
              + customers
              + " are needed");
    }
  }

  /** In original units. */
  public double at(int row, int feature) {
    return columns[feature][row];
  }

  /** A copy, in original units. */
  public double[] column(int feature) {
    return columns[feature].clone();
  }
}
