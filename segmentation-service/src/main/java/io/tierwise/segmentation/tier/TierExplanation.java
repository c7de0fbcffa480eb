package io.tierwise.segmentation.tier;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Why a customer has a tier: how far they are from the average and from each tier's centre. */
public record TierExplanation(
    List<FeatureValue> features, List<TierDistance> distances, List<String> rfm, String summary) {

  /**
   * @param value in original units
   * @param z in standard deviations from the average customer
   */
  public record FeatureValue(TieringFeature feature, double value, double z) {}

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
      List<String> rfm) {
    this(
        IntStream.range(0, values.length)
            .mapToObj(j -> new FeatureValue(features.get(j), values[j], z[j]))
            .toList(),
        IntStream.range(0, distances.length)
            .mapToObj(c -> new TierDistance(new ValueTier(tierNames.get(c), c + 1), distances[c]))
            .toList(),
        rfm,
        summary(features, z, tierNames, distances));
  }

  private static String summary(
      List<TieringFeature> features, double[] z, List<String> tierNames, double[] distances) {
    int nearest =
        IntStream.range(0, distances.length)
            .boxed()
            .min(Comparator.comparingDouble(c -> distances[c]))
            .orElseThrow();
    int strongest =
        IntStream.range(0, z.length)
            .boxed()
            .max(Comparator.comparingDouble(j -> Math.abs(z[j])))
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "Nearest to the centre of %s (%.2f standard deviations away); stands out most by %s, %.1f"
            + " standard deviations %s the average.",
        tierNames.get(nearest),
        distances[nearest],
        features.get(strongest).meaning(),
        Math.abs(z[strongest]),
        z[strongest] < 0 ? "below" : "above");
  }
}
