package io.tierwise.segmentation.propensity;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of numbers with what became of each: a class from 0 on, where of two classes 1 is the one
 * that is foretold.
 */
public final class LabelledRows {
  private final List<String> features;
  private final double[][] rows;
  private final int[] labels;

  /**
   * @param rows one value a feature, all finite; not copied
   * @param labels not copied
   */
  public LabelledRows(List<String> features, double[][] rows, int[] labels) {
    if (rows.length != labels.length) {
      throw new IllegalArgumentException(labels.length + " labels for " + rows.length + " rows");
    }
    for (double[] row : rows) {
      if (row.length != features.size()) {
        throw new IllegalArgumentException(
            "a row has " + row.length + " values for " + features.size() + " features");
      }
      for (int j = 0; j < row.length; j++) {
        if (!Double.isFinite(row[j])) {
          throw new IllegalArgumentException(features.get(j) + ": " + row[j]);
        }
      }
    }
    this.features = List.copyOf(features);
    this.rows = rows;
    this.labels = labels;
  }

  public List<String> features() {
    return features;
  }

  public int size() {
    return rows.length;
  }

  public double[] row(int row) {
    return rows[row].clone();
  }

  public int label(int row) {
    return labels[row];
  }

  /** How many have the label. */
  public int count(int label) {
    return (int) Arrays.stream(labels).filter(l -> l == label).count();
  }

  public int classes() {
    return 1 + Arrays.stream(labels).max().orElse(0);
  }

  public LabelledRows subset(int[] chosen) {
    return new LabelledRows(
        features,
        Arrays.stream(chosen).mapToObj(i -> rows[i]).toArray(double[][]::new),
        labelsOf(chosen));
  }

  int[] labelsOf(int[] chosen) {
    return Arrays.stream(chosen).map(i -> labels[i]).toArray();
  }

  /** Without copying; for learners, which do not change them. */
  double[][] raw() {
    return rows;
  }

  int[] rawLabels() {
    return labels;
  }

  double[] column(int feature) {
    return Arrays.stream(rows).mapToDouble(row -> row[feature]).toArray();
  }
}
