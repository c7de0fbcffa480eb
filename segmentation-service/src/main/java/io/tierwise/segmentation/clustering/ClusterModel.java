package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Centroids on the scale of their features, the most valuable cluster first. A customer belongs to
 * the nearest one; of two equally near, to the more valuable.
 *
 * @param centroids clusters x features, in standard deviations
 */
public record ClusterModel(FeatureScaler scaler, List<List<Double>> centroids) {
  public ClusterModel {
    centroids = centroids.stream().map(List::copyOf).toList();
    int dimensions = scaler.scales().size();
    if (centroids.isEmpty() || centroids.stream().anyMatch(c -> c.size() != dimensions)) {
      throw new IllegalArgumentException(
          "every one of " + centroids.size() + " centroids needs " + dimensions + " coordinates");
    }
  }

  public int k() {
    return centroids.size();
  }

  /**
   * @param row features in original units
   * @return index of the nearest centroid, 0 for the most valuable cluster
   */
  public int nearest(double[] row) {
    return Centroids.nearest(Centroids.of(centroids), scaler.z(row));
  }

  /**
   * @return Euclidean distances to all centroids, in standard deviations
   */
  public double[] distances(double[] row) {
    double[] z = scaler.z(row);
    return centroids.stream()
        .mapToDouble(c -> Math.sqrt(Centroids.squaredDistance(Centroids.point(c), z)))
        .toArray();
  }

  /** A centroid in original units. */
  public Map<TieringFeature, Double> original(int cluster) {
    Map<TieringFeature, Double> centroid = new EnumMap<>(TieringFeature.class);
    for (int j = 0; j < scaler.scales().size(); j++) {
      FeatureScale scale = scaler.scales().get(j);
      centroid.put(scale.feature(), scale.original(centroids.get(cluster).get(j)));
    }
    return centroid;
  }
}
