package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.propensity.Scorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Tiers as they were learnt from customers whom an analyst has put into them.
 *
 * @param scorer of the tiers, best first
 */
public record SupervisedModel(FeatureScaler scaler, Scorer scorer) implements GroupModel {
  private static final int NAMED = 2;

  @Override
  public int k() {
    return Math.max(2, scorer.outputs());
  }

  @Override
  public List<TieringFeature> features() {
    return scaler.features();
  }

  @Override
  public int group(double[] row) {
    return scorer.mostLikely(row);
  }

  @Override
  public double[] z(double[] row) {
    return scaler.z(row);
  }

  @Override
  public String reason(double[] row, List<String> names) {
    int group = group(row);
    double sign = scorer.outputs() == 1 && group == 0 ? -1 : 1;
    double[] parts = scorer.contributions(row, scorer.outputs() == 1 ? 0 : group);
    List<String> reasons = new ArrayList<>();
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> -sign * parts[j]))
        .filter(j -> sign * parts[j] > 0)
        .limit(NAMED)
        .forEach(
            j ->
                reasons.add(
                    String.format(Locale.ROOT, "%s (%.2f)", features().get(j).meaning(), row[j])));
    return "Most like the customers labelled "
        + names.get(group)
        + (reasons.isEmpty() ? "." : ", above all by " + String.join(" and ", reasons) + ".");
  }
}
