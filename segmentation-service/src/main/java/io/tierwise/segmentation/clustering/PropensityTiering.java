package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two tiers, of high and of low value: those who will probably buy soon, by the live purchase
 * model, and the others.
 */
public final class PropensityTiering implements TieringEngine {
  public static final String NAME = "propensity";
  private static final double HALF = 0.5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TieringFit fit(FeatureMatrix matrix, FitParameters parameters, FitProgress progress) {
    if (!matrix.features().equals(List.of(TieringFeature.PURCHASE_PROBABILITY))) {
      throw new IllegalArgumentException("The propensity engine takes purchaseProbability alone");
    }
    matrix.requireAtLeast(2);
    double asked =
        parameters.options().threshold() == null ? HALF : parameters.options().threshold();
    double[] probabilities = matrix.column(0);
    requireBothSides(probabilities, asked);
    FeatureScaler scaler = FeatureScaler.fit(matrix, parameters.preparation());
    QuantileModel model = new QuantileModel(scaler, List.of(asked), false);
    TieringFit.Candidate candidate =
        Grouping.judged(scaler.z(matrix), Grouping.assigned(model, matrix), model.k(), parameters);
    return new TieringFit(
        model,
        candidate.inertia(),
        candidate.silhouette(),
        List.of(candidate),
        null,
        Map.of(
            "threshold",
            List.of(asked),
            "expectedBuyers",
            List.of(Arrays.stream(probabilities).sum())));
  }

  private static void requireBothSides(double[] probabilities, double threshold) {
    double highest = Arrays.stream(probabilities).max().orElse(0);
    double lowest = Arrays.stream(probabilities).min().orElse(0);
    if (highest == 0) {
      throw new TooFewCustomers(
          "No live purchase model scores any customer: make one with POST /v1/propensity-models"
              + " and promote it");
    }
    if (highest < threshold || lowest >= threshold) {
      throw new TooFewCustomers(
          String.format(
              Locale.ROOT,
              "The threshold %.3f does not split customers: their probabilities are %.3f to %.3f",
              threshold,
              lowest,
              highest));
    }
  }
}
