package io.tierwise.segmentation.clustering;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import smile.clustering.DBSCAN;

/**
 * Tiers by DBSCAN (M. Ester, H.-P. Kriegel, J. Sander and X. Xu, A Density-Based Algorithm for
 * Discovering Clusters, 1996): points with enough neighbours within a radius grow into crowds of
 * any shape; who is in none is noise, a tier of its own. The number of tiers follows from the data.
 * The radius, if none is given, is where the sorted distances to the n-th neighbour bend most.
 */
public final class DbscanTiering implements TieringEngine {
  public static final String NAME = "dbscan";
  static final int MOST_POINTS = 2000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TieringFit fit(FeatureMatrix matrix, FitParameters parameters, FitProgress progress) {
    int minPoints = minPoints(matrix, parameters);
    matrix.requireAtLeast(minPoints + 1);
    FeatureScaler scaler = FeatureScaler.fit(matrix, parameters.preparation());
    double[][] points = scaler.z(matrix);
    int[] rows =
        Silhouette.sample(
            points.length, Math.min(MOST_POINTS, parameters.fitSample()), parameters.seed());
    double[][] sample = Grouping.chosen(points, rows);
    double[] neighbour = neighbourDistances(sample, minPoints);
    progress.at(0.4);
    Double asked = parameters.options().radius();
    double radius = asked == null ? bend(neighbour) : asked;
    int[] labels = DBSCAN.fit(sample, minPoints, radius).group();
    boolean[] core = new boolean[labels.length];
    double[] reach = new double[labels.length];
    Arrays.fill(reach, radius);
    for (int i = 0; i < core.length; i++) {
      core[i] = neighbour[i] <= radius;
    }
    return new Crowds(matrix, scaler, points, parameters)
        .fit(
            rows,
            labels,
            core,
            reach,
            "ask for another radius (it was " + radius + ") or minPoints (" + minPoints + ")",
            Map.of("radius", List.of(radius), "minPoints", List.of((double) minPoints)));
  }

  static int minPoints(FeatureMatrix matrix, FitParameters parameters) {
    Integer asked = parameters.options().minPoints();
    return asked == null ? Math.max(4, 2 * matrix.features().size()) : asked;
  }

  /** Distance of each point to its n-th nearest, itself counted. */
  private static double[] neighbourDistances(double[][] points, int n) {
    return IntStream.range(0, points.length)
        .parallel()
        .mapToDouble(
            i -> {
              double[] squared =
                  Arrays.stream(points)
                      .mapToDouble(other -> Centroids.squaredDistance(points[i], other))
                      .sorted()
                      .toArray();
              return Math.sqrt(squared[Math.min(n, squared.length) - 1]);
            })
        .toArray();
  }

  /** Farthest below the line from the smallest to the largest distance. */
  private static double bend(double[] distances) {
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    double first = sorted[0];
    double range = sorted[sorted.length - 1] - first;
    int best = sorted.length - 1;
    double deepest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < sorted.length && range > 0; i++) {
      double depth = i / (double) (sorted.length - 1) - (sorted[i] - first) / range;
      if (depth > deepest) {
        deepest = depth;
        best = i;
      }
    }
    return Math.max(sorted[best], 1e-6);
  }
}
