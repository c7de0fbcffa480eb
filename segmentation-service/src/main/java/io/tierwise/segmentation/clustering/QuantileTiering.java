package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Tiers by a rule that everybody understands: the best so many per cent by one feature. */
public final class QuantileTiering implements TieringEngine {
  public static final String NAME = "quantile";
  private static final int USUAL = 5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TieringFit fit(FeatureMatrix matrix, FitParameters parameters, FitProgress progress) {
    if (matrix.features().size() != 1) {
      throw new IllegalArgumentException(
          "The quantile rule takes one feature, not " + matrix.features().size());
    }
    List<Double> shares = shares(parameters);
    matrix.requireAtLeast(shares.size());
    FeatureScaler scaler = FeatureScaler.fit(matrix, parameters.preparation());
    boolean lowIsGood = matrix.features().getFirst() == TieringFeature.RECENCY_DAYS;
    double[] sorted = matrix.column(0);
    Arrays.sort(sorted);
    List<Double> thresholds = new ArrayList<>();
    double above = 0;
    for (double share : shares.subList(0, shares.size() - 1)) {
      above += share;
      thresholds.add(Quantiles.quantile(sorted, Math.clamp(lowIsGood ? above : 1 - above, 0, 1)));
    }
    QuantileModel model = new QuantileModel(scaler, thresholds, lowIsGood);
    int[] groups = Grouping.assigned(model, matrix);
    Grouping.requireNobodyMissing(groups, model.k());
    TieringFit.Candidate candidate =
        Grouping.judged(scaler.z(matrix), groups, model.k(), parameters);
    return new TieringFit(
        model,
        candidate.inertia(),
        candidate.silhouette(),
        List.of(candidate),
        null,
        Map.of("thresholds", thresholds));
  }

  private static List<Double> shares(FitParameters parameters) {
    List<Double> asked = parameters.options().shares();
    if (!asked.isEmpty()) {
      return asked;
    }
    int k = parameters.k() == null ? Math.min(USUAL, parameters.maxK()) : parameters.k();
    return Collections.nCopies(k, 1.0 / k);
  }
}
