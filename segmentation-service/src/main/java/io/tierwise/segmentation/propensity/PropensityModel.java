package io.tierwise.segmentation.propensity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was learnt, ready to foretell.
 *
 * @param features in the order of the columns of a row
 * @param learner that made the scorer
 * @param typical median of each feature over the training rows
 */
public record PropensityModel(
    List<String> features,
    String learner,
    Scorer scorer,
    Calibration calibration,
    Bands bands,
    List<Double> typical) {
  public PropensityModel {
    features = List.copyOf(features);
    typical = List.copyOf(typical);
  }

  /**
   * What a feature has to do with a probability.
   *
   * @param contribution to the score, in the scorer's units; above 0 makes it likelier
   */
  public record Reason(String feature, double value, double typical, double contribution) {}

  public double probability(double[] row) {
    return calibration.probability(scorer.score(row));
  }

  public double[] probabilities(LabelledRows rows) {
    double[] probabilities = new double[rows.size()];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = probability(rows.raw()[i]);
    }
    return probabilities;
  }

  /** All features, the one that matters most first. */
  public List<Reason> reasons(double[] row) {
    double[] parts = scorer.contributions(row, 0);
    List<Reason> reasons = new ArrayList<>();
    for (int j = 0; j < parts.length; j++) {
      reasons.add(new Reason(features.get(j), row[j], typical.get(j), parts[j]));
    }
    reasons.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.contribution())));
    return reasons;
  }
}
