package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.List;
import java.util.Locale;

/**
 * Crowded regions of any shape, and noise. A customer belongs to the group of the nearest point
 * that was seen in a crowd, if that is within the group's reach; else to the noise.
 *
 * @param cores points x features, flattened, in standard deviations
 * @param groups of the points
 * @param reach by group, in standard deviations
 * @param noise group of those who are in no crowd; -1 where there were none
 */
public record DensityModel(
    FeatureScaler scaler, double[] cores, int[] groups, List<Double> reach, int noise)
    implements GroupModel {
  public DensityModel {
    cores = cores.clone();
    groups = groups.clone();
    reach = List.copyOf(reach);
    if (groups.length == 0 || cores.length != groups.length * scaler.scales().size()) {
      throw new IllegalArgumentException(
          cores.length + " coordinates of " + groups.length + " points");
    }
  }

  @Override
  public double[] cores() {
    return cores.clone();
  }

  @Override
  public int[] groups() {
    return groups.clone();
  }

  @Override
  public int k() {
    return reach.size();
  }

  @Override
  public List<TieringFeature> features() {
    return scaler.features();
  }

  @Override
  public int group(double[] row) {
    double[] z = scaler.z(row);
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < groups.length; i++) {
      double distance = 0;
      for (int j = 0; j < z.length; j++) {
        double difference = cores[i * z.length + j] - z[j];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    double within = reach.get(groups[nearest]);
    return noise < 0 || least <= within * within ? groups[nearest] : noise;
  }

  @Override
  public double[] z(double[] row) {
    return scaler.z(row);
  }

  @Override
  public String reason(double[] row, List<String> names) {
    int group = group(row);
    return group == noise
        ? String.format(
            Locale.ROOT, "Like nobody else: in no crowd, which is %s here.", names.get(group))
        : String.format(
            Locale.ROOT,
            "In the crowd of %s, within %.2f standard deviations of somebody there.",
            names.get(group),
            reach.get(group));
  }
}
