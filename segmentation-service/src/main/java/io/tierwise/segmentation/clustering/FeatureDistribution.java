package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a feature was distributed when a run was made, so that a later one can tell how far it has
 * moved.
 *
 * @param edges upper ends of all bins but the last, ascending; deciles without repetition
 * @param shares of customers in each bin, 1 in total
 */
public record FeatureDistribution(TieringFeature feature, List<Double> edges, List<Double> shares) {
  private static final int BINS = 10;

  /** An empty bin counts as this share, or its logarithm would be infinite. */
  private static final double LEAST_SHARE = 1e-4;

  public FeatureDistribution {
    edges = List.copyOf(edges);
    shares = List.copyOf(shares);
    if (shares.size() != edges.size() + 1) {
      throw new IllegalArgumentException(
          shares.size() + " shares between " + edges.size() + " edges");
    }
  }

  /** One distribution for each feature. */
  public static List<FeatureDistribution> all(FeatureMatrix matrix) {
    List<FeatureDistribution> all = new ArrayList<>();
    for (int j = 0; j < matrix.features().size(); j++) {
      all.add(of(matrix.features().get(j), matrix.column(j)));
    }
    return all;
  }

  static FeatureDistribution of(TieringFeature feature, double[] column) {
    double[] sorted = column.clone();
    Arrays.parallelSort(sorted);
    List<Double> edges = new ArrayList<>();
    for (int bin = 1; bin < BINS; bin++) {
      double edge = Quantiles.quantile(sorted, bin / (double) BINS);
      if (edge < sorted[sorted.length - 1] && (edges.isEmpty() || edge > edges.getLast())) {
        edges.add(edge);
      }
    }
    return new FeatureDistribution(feature, edges, shares(edges, column));
  }

  /**
   * The population stability index (N. Siddiqi, Credit Risk Scorecards, 2006) of this feature now:
   * the sum over bins of (now - then) ln(now / then). Below 0.1 little has changed, above 0.25 the
   * population is another.
   *
   * @param matrix of now, with this feature among its columns
   */
  public double stabilityIndex(FeatureMatrix matrix) {
    List<Double> now = shares(edges, matrix.column(matrix.features().indexOf(feature)));
    double index = 0;
    for (int bin = 0; bin < shares.size(); bin++) {
      double before = Math.max(LEAST_SHARE, shares.get(bin));
      double after = Math.max(LEAST_SHARE, now.get(bin));
      index += (after - before) * Math.log(after / before);
    }
    return index;
  }

  private static List<Double> shares(List<Double> edges, double[] column) {
    double[] upper = edges.stream().mapToDouble(Double::doubleValue).toArray();
    int[] counts = new int[upper.length + 1];
    for (double value : column) {
      int at = Arrays.binarySearch(upper, value);
      counts[at >= 0 ? at : -at - 1]++;
    }
    return Arrays.stream(counts).mapToObj(n -> n / (double) Math.max(1, column.length)).toList();
  }
}
