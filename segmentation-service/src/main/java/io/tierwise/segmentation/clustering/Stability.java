package io.tierwise.segmentation.clustering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Whether the same tiers come out of another draw of customers: the engine fits bootstrap samples,
 * and the adjusted Rand index tells how far each fit agrees with the run's (C. Hennig, Cluster-wise
 * Assessment of Cluster Stability, 2007, with the index of Hubert and Arabie).
 *
 * @param mean over the samples that could be fitted, at most 1
 * @param replicates samples that could be fitted
 */
public record Stability(double mean, double lowest, int replicates) {
  private static final int REPLICATES = 10;
  private static final int MOST_CUSTOMERS = 2000;
  private static final int RESTARTS = 3;

  /**
   * @return empty where no bootstrap sample could be fitted
   */
  public static Optional<Stability> of(
      TieringEngine engine,
      GroupModel model,
      FeatureMatrix matrix,
      FitParameters parameters,
      FitProgress progress) {
    int[] rows = Silhouette.sample(matrix.size(), MOST_CUSTOMERS, parameters.seed());
    FeatureMatrix sample = matrix.rows(rows);
    int[] groups = Grouping.assigned(model, sample);
    List<Double> agreement = new ArrayList<>();
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      progress.at(replicate / (double) REPLICATES);
      Random random = new Random(parameters.seed() + 7919L * (replicate + 1));
      int[] drawn = random.ints(rows.length, 0, rows.length).toArray();
      try {
        GroupModel other =
            engine
                .fit(sample.rows(drawn), parameters.forReplicate(model.k(), RESTARTS), f -> {})
                .model();
        agreement.add(agreement(groups, model.k(), Grouping.assigned(other, sample), other.k()));
      } catch (IllegalArgumentException unfit) {
        // Such a draw says nothing; how many there were is told by the number of replicates.
      }
    }
    return agreement.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Stability(
                agreement.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                agreement.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                agreement.size()));
  }

  private static double agreement(int[] a, int rows, int[] b, int columns) {
    long[][] contingency = new long[rows][columns];
    for (int i = 0; i < a.length; i++) {
      contingency[a[i]][b[i]]++;
    }
    return AdjustedRandIndex.of(contingency);
  }
}
