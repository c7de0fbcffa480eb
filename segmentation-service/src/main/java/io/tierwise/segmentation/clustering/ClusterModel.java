package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Centroids on the scale of their features, the most valuable cluster first. A customer belongs to
 * the nearest one; of two equally near, to the more valuable.
 *
 * @param centroids clusters x features, in standard deviations
 */
public record ClusterModel(FeatureScaler scaler, List<List<Double>> centroids)
    implements GroupModel {
  public ClusterModel {
    centroids = centroids.stream().map(List::copyOf).toList();
    int dimensions = scaler.scales().size();
    if (centroids.isEmpty() || centroids.stream().anyMatch(c -> c.size() != dimensions)) {
      throw new IllegalArgumentException(
          "every one of " + centroids.size() + " centroids needs " + dimensions + " coordinates");
    }
  }

  @Override
  public int k() {
    return centroids.size();
  }

  @Override
  public List<TieringFeature> features() {
    return scaler.features();
  }

  /** The nearest centroid. */
  @Override
  public int group(double[] row) {
    return Centroids.nearest(centroids, scaler.z(row));
  }

  @Override
  public double[] z(double[] row) {
    return scaler.z(row);
  }

  /** Euclidean, in standard deviations. */
  @Override
  public double[] distances(double[] row) {
    double[] z = scaler.z(row);
    return centroids.stream()
        .mapToDouble(c -> Math.sqrt(Centroids.squaredDistance(Centroids.point(c), z)))
        .toArray();
  }

  @Override
  public Map<TieringFeature, Double> original(int cluster) {
    Map<TieringFeature, Double> centroid = new EnumMap<>(TieringFeature.class);
    for (int j = 0; j < scaler.scales().size(); j++) {
      FeatureScale scale = scaler.scales().get(j);
      centroid.put(scale.feature(), scale.original(centroids.get(cluster).get(j)));
    }
    return centroid;
  }

  @Override
  public String reason(double[] row, List<String> names) {
    int cluster = group(row);
    double[] z = z(row);
    int strongest = 0;
    for (int j = 1; j < z.length; j++) {
      strongest = Math.abs(z[j]) > Math.abs(z[strongest]) ? j : strongest;
    }
    return String.format(
        Locale.ROOT,
        "Nearest to the centre of %s (%.2f standard deviations away); stands out most by %s, %.1f"
            + " standard deviations %s the average.",
        names.get(cluster),
        distances(row)[cluster],
        features().get(strongest).meaning(),
        Math.abs(z[strongest]),
        z[strongest] < 0 ? "below" : "above");
  }
}
