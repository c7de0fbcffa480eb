package io.tierwise.segmentation.clustering;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import smile.clustering.CentroidClustering;
import smile.clustering.Clustering;
import smile.clustering.KMeans;
import smile.math.MathEx;

/**
 * Points in groups around their means, without any order of value: K-means by Lloyd's algorithm,
 * the best of several starts.
 *
 * @param centers one row each
 * @param groups of the points
 * @param silhouette mean over the points, -1..1
 */
public record Partition(double[][] centers, int[] groups, double silhouette) {
  private static final int MAX_ITERATIONS = 100;
  private static final double TOLERANCE = 1e-6;

  public Partition {
    centers = Arrays.stream(centers).map(double[]::clone).toArray(double[][]::new);
    groups = groups.clone();
  }

  @Override
  public double[][] centers() {
    return Arrays.stream(centers).map(double[]::clone).toArray(double[][]::new);
  }

  @Override
  public int[] groups() {
    return groups.clone();
  }

  /**
   * @param silhouetteSample points on which the silhouette is computed
   * @return null if no start gave so many groups with points in them
   */
  public static @Nullable Partition of(
      double[][] points, int k, int starts, int silhouetteSample, long seed) {
    double[][] best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int start = 0; start < starts; start++) {
      // Smile draws from a generator of the current thread.
      MathEx.setSeed(seed + 31L * start);
      CentroidClustering<double[], double[]> fitted =
          KMeans.lloyd(points, new Clustering.Options(k, MAX_ITERATIONS, TOLERANCE, null));
      double[][] centers = fitted.centers();
      int[] groups = Centroids.assign(centers, points);
      double inertia = Centroids.inertia(centers, points, groups);
      if (inertia < least && Arrays.stream(groups).distinct().count() == k) {
        least = inertia;
        best = centers;
      }
    }
    if (best == null) {
      return null;
    }
    int[] groups = Centroids.assign(best, points);
    int[] sample = Silhouette.sample(points.length, silhouetteSample, seed);
    return new Partition(
        best,
        groups,
        Silhouette.mean(
            Arrays.stream(sample).mapToObj(i -> points[i]).toArray(double[][]::new),
            Arrays.stream(sample).map(i -> groups[i]).toArray(),
            k));
  }
}
