package io.tierwise.segmentation.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** What all engines need once every customer has a group. */
final class Grouping {
  /**
   * The groups in order of the mean value of their customers, highest first; equally valuable ones
   * keep their order.
   *
   * @return for each group its rank, from 0
   */
  static int[] ranks(int[] groups, int k, FeatureMatrix matrix, int[] rows) {
    double[] sums = new double[k];
    int[] sizes = new int[k];
    for (int i = 0; i < groups.length; i++) {
      sums[groups[i]] += matrix.value(rows[i]);
      sizes[groups[i]]++;
    }
    int[] order =
        IntStream.range(0, k)
            .boxed()
            .sorted(Comparator.comparingDouble(g -> -sums[g] / Math.max(1, sizes[g])))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[k];
    for (int rank = 0; rank < k; rank++) {
      ranks[order[rank]] = rank;
    }
    return ranks;
  }

  static double[][] chosen(double[][] points, int[] rows) {
    return Arrays.stream(rows).mapToObj(i -> points[i]).toArray(double[][]::new);
  }

  /** Means of the groups; zeros for an empty one. */
  static double[][] centres(double[][] points, int[] groups, int k) {
    int dimensions = points.length == 0 ? 0 : points[0].length;
    double[][] centres = new double[k][dimensions];
    int[] sizes = new int[k];
    for (int i = 0; i < points.length; i++) {
      sizes[groups[i]]++;
      for (int j = 0; j < dimensions; j++) {
        centres[groups[i]][j] += points[i][j];
      }
    }
    for (int g = 0; g < k; g++) {
      for (int j = 0; j < dimensions; j++) {
        centres[g][j] /= Math.max(1, sizes[g]);
      }
    }
    return centres;
  }

  /** How good a partition of all customers is, whatever made it. */
  static TieringFit.Candidate judged(
      double[][] points, int[] groups, int k, FitParameters parameters) {
    int[] sample =
        Silhouette.sample(points.length, parameters.silhouetteSample(), parameters.seed());
    return new TieringFit.Candidate(
        k,
        Centroids.inertia(centres(points, groups, k), points, groups),
        Silhouette.mean(
            chosen(points, sample), Arrays.stream(sample).map(i -> groups[i]).toArray(), k));
  }

  static int[] assigned(GroupModel model, FeatureMatrix matrix) {
    return IntStream.range(0, matrix.size())
        .parallel()
        .map(i -> model.group(matrix.row(i)))
        .toArray();
  }

  /**
   * @throws TooFewCustomers if a group has nobody
   */
  static void requireNobodyMissing(int[] groups, int k) {
    int found = (int) Arrays.stream(groups).distinct().count();
    if (found < k) {
      throw new TooFewCustomers(
          k
              + " tiers cannot be made of "
              + groups.length
              + " customers: so many share a value that only "
              + found
              + " tiers would have anybody");
    }
  }

  private Grouping() {}
}
