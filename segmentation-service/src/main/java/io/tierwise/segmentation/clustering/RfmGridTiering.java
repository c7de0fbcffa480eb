package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.rfm.RfmMetrics;
import io.tierwise.segmentation.rfm.RfmScorer;
import io.tierwise.segmentation.statistics.Quantiles;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tiers by RFM scores alone: every customer has a weighted mean score, and tiers are cut so that
 * they are about equally large, without parting equal scores.
 */
public final class RfmGridTiering implements TieringEngine {
  public static final String NAME = "rfm-grid";
  private static final int USUAL = 5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TieringFit fit(FeatureMatrix matrix, FitParameters parameters, FitProgress progress) {
    if (!matrix.features().equals(TieringFeature.RFM)) {
      throw new IllegalArgumentException(
          "The RFM grid takes recencyDays, frequency and monetary, and nothing else");
    }
    int k = parameters.k() == null ? Math.min(USUAL, parameters.maxK()) : parameters.k();
    matrix.requireAtLeast(k);
    FeatureScaler scaler = FeatureScaler.fit(matrix, parameters.preparation());
    RfmScorer scorer =
        RfmScorer.fit(
            IntStream.range(0, matrix.size())
                .mapToObj(matrix::row)
                .map(r -> new RfmMetrics(r[0], Math.round(r[1]), BigDecimal.valueOf(r[2])))
                .toList());
    RfmGridModel uncut = new RfmGridModel(scorer, weights(parameters.preparation()), List.of());
    double[] scores =
        IntStream.range(0, matrix.size())
            .mapToDouble(i -> uncut.meanScore(matrix.row(i)))
            .toArray();
    Arrays.sort(scores);
    List<Double> thresholds = new ArrayList<>();
    for (int tier = 1; tier < k; tier++) {
      thresholds.add(Quantiles.quantile(scores, 1 - tier / (double) k));
    }
    RfmGridModel model = new RfmGridModel(scorer, uncut.weights(), thresholds);
    int[] groups = Grouping.assigned(model, matrix);
    Grouping.requireNobodyMissing(groups, k);
    TieringFit.Candidate candidate = Grouping.judged(scaler.z(matrix), groups, k, parameters);
    return new TieringFit(
        model,
        candidate.inertia(),
        candidate.silhouette(),
        List.of(candidate),
        null,
        Map.of("thresholds", thresholds));
  }

  private static List<Double> weights(Preparation preparation) {
    double sum = TieringFeature.RFM.stream().mapToDouble(preparation::weight).sum();
    return TieringFeature.RFM.stream().map(feature -> preparation.weight(feature) / sum).toList();
  }
}
