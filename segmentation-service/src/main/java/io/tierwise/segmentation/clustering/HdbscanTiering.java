package io.tierwise.segmentation.clustering;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import smile.clustering.HDBSCAN;

/**
 * Tiers by HDBSCAN (R. Campello, D. Moulavi and J. Sander, Density-Based Clustering Based on
 * Hierarchical Density Estimates, 2013): DBSCAN over all radii at once, of which the crowds that
 * last longest are kept. Who is in none is noise, a tier of its own.
 */
public final class HdbscanTiering implements TieringEngine {
  public static final String NAME = "hdbscan";

  /** A crowd has at least this share of the customers. */
  private static final double LEAST_SHARE = 0.03;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TieringFit fit(FeatureMatrix matrix, FitParameters parameters, FitProgress progress) {
    int minPoints = DbscanTiering.minPoints(matrix, parameters);
    matrix.requireAtLeast(2 * minPoints);
    FeatureScaler scaler = FeatureScaler.fit(matrix, parameters.preparation());
    double[][] points = scaler.z(matrix);
    int[] rows =
        Silhouette.sample(
            points.length,
            Math.min(DbscanTiering.MOST_POINTS, parameters.fitSample()),
            parameters.seed());
    double[][] sample = Grouping.chosen(points, rows);
    int leastCrowd = Math.max(minPoints, (int) Math.round(LEAST_SHARE * sample.length));
    HDBSCAN<double[]> crowds = HDBSCAN.fit(sample, minPoints, leastCrowd);
    progress.at(0.7);
    boolean[] core = new boolean[sample.length];
    Arrays.fill(core, true);
    return new Crowds(matrix, scaler, points, parameters)
        .fit(
            rows,
            crowds.group(),
            core,
            crowds.coreDistance(),
            "ask for other minPoints (they were " + minPoints + ")",
            Map.of(
                "minPoints",
                List.of((double) minPoints),
                "minClusterSize",
                List.of((double) leastCrowd)));
  }
}
