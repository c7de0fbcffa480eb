package io.tierwise.segmentation.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import smile.clustering.HierarchicalClustering;
import smile.clustering.linkage.WardLinkage;

/**
 * Tiers by Ward's hierarchical clustering (J. H. Ward, Hierarchical Grouping to Optimize an
 * Objective Function, 1963): the two groups whose union costs least inertia are merged until one is
 * left, and the tree is cut at k groups. Quadratic in the number of customers, so that the tree is
 * grown on a uniform sample; everybody then goes to the nearest centre.
 */
public final class WardTiering implements TieringEngine {
  public static final String NAME = "ward";
  private static final int MOST_POINTS = 2000;

  /** Merges that are reported, the last ones first: where their heights fall off is a good cut. */
  private static final int HEIGHTS = 15;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TieringFit fit(FeatureMatrix matrix, FitParameters parameters, FitProgress progress) {
    matrix.requireAtLeast(parameters.k() == null ? 2 : parameters.k());
    FeatureScaler scaler = FeatureScaler.fit(matrix, parameters.preparation());
    double[][] points = scaler.z(matrix);
    int[] rows =
        Silhouette.sample(
            points.length, Math.min(MOST_POINTS, parameters.fitSample()), parameters.seed());
    double[][] sample = Grouping.chosen(points, rows);
    int distinct = Points.distinct(sample, parameters);
    HierarchicalClustering tree = HierarchicalClustering.fit(WardLinkage.of(sample));
    progress.at(0.5);
    int least = parameters.k() == null ? 2 : parameters.k();
    int most = parameters.k() == null ? Math.min(parameters.maxK(), distinct) : parameters.k();
    List<TieringFit.Candidate> candidates = new ArrayList<>();
    ClusterModel best = null;
    TieringFit.Candidate judged = null;
    for (int k = least; k <= most; k++) {
      int[] groups = tree.partition(k);
      int[] ranks = Grouping.ranks(groups, k, matrix, rows);
      double[][] centres =
          Grouping.centres(sample, Arrays.stream(groups).map(g -> ranks[g]).toArray(), k);
      ClusterModel model = new ClusterModel(scaler, Centroids.lists(centres));
      TieringFit.Candidate candidate =
          Grouping.judged(points, Centroids.assign(centres, points), k, parameters);
      candidates.add(candidate);
      if (judged == null || candidate.silhouette() > judged.silhouette()) {
        judged = candidate;
        best = model;
      }
    }
    if (best == null || judged == null) {
      throw new IllegalStateException("no cut was tried");
    }
    return new TieringFit(
        best,
        judged.inertia(),
        judged.silhouette(),
        candidates,
        Elbow.of(candidates),
        Map.of("mergeHeights", heights(tree), "fittedOn", List.of((double) sample.length)));
  }

  private static List<Double> heights(HierarchicalClustering tree) {
    double[] ascending = tree.height();
    List<Double> heights = new ArrayList<>();
    for (int i = ascending.length - 1; i >= Math.max(0, ascending.length - HEIGHTS); i--) {
      heights.add(ascending[i]);
    }
    return heights;
  }
}
