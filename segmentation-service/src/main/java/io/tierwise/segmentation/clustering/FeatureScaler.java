package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The scales of all features of a model, in the order of its columns. */
public record FeatureScaler(List<FeatureScale> scales) {
  public FeatureScaler {
    scales = List.copyOf(scales);
    if (scales.isEmpty()) {
      throw new IllegalArgumentException("a model needs at least one feature");
    }
  }

  /**
   * @throws UnusableFeature if a feature has missing values or is constant
   */
  public static FeatureScaler fit(FeatureMatrix matrix, Preparation preparation) {
    List<FeatureScale> scales = new ArrayList<>();
    for (int j = 0; j < matrix.features().size(); j++) {
      scales.add(FeatureScale.fit(matrix.features().get(j), matrix.column(j), preparation));
    }
    return new FeatureScaler(scales);
  }

  public List<TieringFeature> features() {
    return scales.stream().map(FeatureScale::feature).toList();
  }

  /**
   * @param row in original units
   * @return in standard deviations
   */
  public double[] z(double[] row) {
    double[] z = new double[scales.size()];
    for (int j = 0; j < z.length; j++) {
      z[j] = scales.get(j).z(row[j]);
    }
    return z;
  }

  /** In standard deviations, a column a feature. */
  double[][] columns(FeatureMatrix matrix) {
    double[][] columns = new double[scales.size()][matrix.size()];
    for (int j = 0; j < columns.length; j++) {
      FeatureScale scale = scales.get(j);
      int feature = j;
      Arrays.parallelSetAll(columns[j], i -> scale.z(matrix.at(i, feature)));
    }
    return columns;
  }

  double[][] z(FeatureMatrix matrix) {
    double[][] z = new double[matrix.size()][scales.size()];
    for (int j = 0; j < scales.size(); j++) {
      FeatureScale scale = scales.get(j);
      for (int i = 0; i < z.length; i++) {
        z[i][j] = scale.z(matrix.at(i, j));
      }
    }
    return z;
  }
}
