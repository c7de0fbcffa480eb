package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.rfm.RfmMetrics;
import io.tierwise.segmentation.rfm.RfmScore;
import io.tierwise.segmentation.rfm.RfmScorer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Tiers by the weighted mean of the recency, frequency and monetary scores, 1 to 5.
 *
 * @param weights of recency, frequency and monetary value, 1 in total
 * @param thresholds the lowest mean score of each tier but the last, best tier first
 */
public record RfmGridModel(RfmScorer scorer, List<Double> weights, List<Double> thresholds)
    implements GroupModel {
  /** Scores are added in floating point; equal ones must stay equal. */
  private static final double ROUNDING = 1e-9;

  public RfmGridModel {
    weights = List.copyOf(weights);
    thresholds = List.copyOf(thresholds);
    if (weights.size() != 3) {
      throw new IllegalArgumentException("three weights, not " + weights.size());
    }
  }

  @Override
  public int k() {
    return thresholds.size() + 1;
  }

  @Override
  public List<TieringFeature> features() {
    return TieringFeature.RFM;
  }

  double meanScore(double[] row) {
    RfmScore score =
        scorer.score(new RfmMetrics(row[0], Math.round(row[1]), BigDecimal.valueOf(row[2])));
    return weights.get(0) * score.recency()
        + weights.get(1) * score.frequency()
        + weights.get(2) * score.monetary();
  }

  @Override
  public int group(double[] row) {
    double score = meanScore(row);
    int group = 0;
    while (group < thresholds.size() && score < thresholds.get(group) - ROUNDING) {
      group++;
    }
    return group;
  }

  @Override
  public double[] z(double[] row) {
    return new double[0];
  }

  @Override
  public String reason(double[] row, List<String> names) {
    int group = group(row);
    return group < thresholds.size()
        ? String.format(
            Locale.ROOT,
            "The mean RFM score is %.2f; %s takes at least %.2f.",
            meanScore(row),
            names.get(group),
            thresholds.get(group))
        : String.format(
            Locale.ROOT,
            "The mean RFM score is %.2f; %s is for those below %.2f.",
            meanScore(row),
            names.get(group),
            thresholds.get(group - 1));
  }
}
