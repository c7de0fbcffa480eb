package io.tierwise.segmentation.tier;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer has a tier: how far they are from the average and, where tiers have one, from each
 * tier's centre.
 */
public record TierExplanation(
    List<FeatureValue> features, List<TierDistance> distances, List<String> rfm, String summary) {

  /**
   * @param value in original units
   * @param z in standard deviations from the average customer; null where the engine has no scale
   */
  public record FeatureValue(TieringFeature feature, double value, @Nullable Double z) {}

  /**
   * @param distance Euclidean, in standard deviations
   */
  public record TierDistance(ValueTier tier, double distance) {}

  public TierExplanation {
    features = List.copyOf(features);
    distances = List.copyOf(distances);
    rfm = List.copyOf(rfm);
  }

  TierExplanation(
      List<TieringFeature> features,
      double[] values,
      double[] z,
      List<String> tierNames,
      double[] distances,
      List<String> rfm,
      String summary) {
    this(
        IntStream.range(0, values.length)
            .mapToObj(
                j ->
                    new FeatureValue(
                        features.get(j), values[j], z.length == 0 ? null : Double.valueOf(z[j])))
            .toList(),
        IntStream.range(0, distances.length)
            .mapToObj(c -> new TierDistance(new ValueTier(tierNames.get(c), c + 1), distances[c]))
            .toList(),
        rfm,
        summary);
  }
}
