package io.tierwise.segmentation.clustering;

import java.util.Random;

/**
 * How well points sit in their clusters (P. J. Rousseeuw, Silhouettes, 1987): for a point, a is the
 * mean distance to the others of its cluster, b the least mean distance to another cluster, and s =
 * (b - a) / max(a, b). A point alone in its cluster has 0. Quadratic in the number of points, which
 * is why large data is sampled.
 */
final class Silhouette {
  /**
   * @param points n x d
   * @param groups cluster of each point, 0..k-1
   * @return mean over all points, -1..1; 0 if there is only one cluster
   */
  static double mean(double[][] points, int[] groups, int k) {
    int n = points.length;
    double[][] sums = new double[n][k];
    int[] sizes = new int[k];
    for (int i = 0; i < n; i++) {
      sizes[groups[i]]++;
      for (int j = i + 1; j < n; j++) {
        double distance = Math.sqrt(Centroids.squaredDistance(points[i], points[j]));
        sums[i][groups[j]] += distance;
        sums[j][groups[i]] += distance;
      }
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += of(sums[i], sizes, groups[i]);
    }
    return n == 0 ? 0 : total / n;
  }

  private static double of(double[] sums, int[] sizes, int own) {
    if (sizes[own] < 2) {
      return 0;
    }
    double a = sums[own] / (sizes[own] - 1);
    double b = Double.POSITIVE_INFINITY;
    for (int c = 0; c < sizes.length; c++) {
      if (c != own && sizes[c] > 0) {
        b = Math.min(b, sums[c] / sizes[c]);
      }
    }
    double larger = Math.max(a, b);
    return larger == 0 || Double.isInfinite(b) ? 0 : (b - a) / larger;
  }

  /** Ascending indices of a uniform sample without replacement (selection sampling, Knuth). */
  static int[] sample(int population, int size, long seed) {
    int wanted = Math.min(population, size);
    int[] sample = new int[wanted];
    Random random = new Random(seed);
    int taken = 0;
    for (int i = 0; taken < wanted; i++) {
      if (random.nextInt(population - i) < wanted - taken) {
        sample[taken++] = i;
      }
    }
    return sample;
  }

  private Silhouette() {}
}
