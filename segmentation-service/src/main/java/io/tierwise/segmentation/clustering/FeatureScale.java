package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.statistics.Quantiles;
import java.util.Arrays;

/**
 * Brings one feature to mean 0 and standard deviation 1: a logarithm for a skewed one, then
 * winsorised at the 0.5 and 99.5 percentiles, so that one whale does not become a cluster, then
 * standardised. The logarithm is sign(x) log(1 + |x|), because net revenue can be negative.
 *
 * @param low lowest value kept, on the logarithmic scale of a skewed feature
 * @param high highest value kept, on the same scale
 * @param mean of the winsorised values, or what the run takes for their middle
 * @param deviation standard deviation of the winsorised values, or what the run takes for their
 *     unit; divided by the weight of the feature; above 0
 */
public record FeatureScale(
    TieringFeature feature, double low, double high, double mean, double deviation) {
  public FeatureScale {
    if (!(low <= high) || !(deviation > 0) || !Double.isFinite(mean)) {
      throw new IllegalArgumentException(
          "scale of " + feature.key() + ": " + low + ", " + high + ", " + mean + ", " + deviation);
    }
  }

  /**
   * @param column of all customers, in original units, not empty
   * @throws UnusableFeature if a value is missing or all are equal
   */
  static FeatureScale fit(TieringFeature feature, double[] column, Preparation preparation) {
    double[] sorted = new double[column.length];
    for (int i = 0; i < column.length; i++) {
      if (!Double.isFinite(column[i])) {
        throw new UnusableFeature(feature, "has no finite value for at least one customer");
      }
      sorted[i] = unfolded(feature, column[i]);
    }
    Arrays.parallelSort(sorted);
    double low = Quantiles.quantile(sorted, preparation.tail());
    double high = Quantiles.quantile(sorted, 1 - preparation.tail());
    double mean = Arrays.stream(sorted).map(x -> Math.clamp(x, low, high)).average().orElseThrow();
    double variance =
        Arrays.stream(sorted)
            .map(x -> Math.clamp(x, low, high) - mean)
            .map(x -> x * x)
            .average()
            .orElseThrow();
    double deviation = Math.sqrt(variance);
    if (low == high || deviation <= 1e-12 * Math.max(1, Math.abs(mean))) {
      throw new UnusableFeature(
          feature,
          "is the same for (nearly) all customers and cannot tell them apart; leave it out");
    }
    double weight = preparation.weight(feature);
    return switch (preparation.scaling()) {
      case STANDARD -> new FeatureScale(feature, low, high, mean, deviation / weight);
      case MIN_MAX -> new FeatureScale(feature, low, high, low, (high - low) / weight);
      case ROBUST ->
          new FeatureScale(
              feature,
              low,
              high,
              Quantiles.quantile(sorted, 0.5),
              quartiles(feature, sorted) / weight);
    };
  }

  private static double quartiles(TieringFeature feature, double[] sorted) {
    double range = Quantiles.quantile(sorted, 0.75) - Quantiles.quantile(sorted, 0.25);
    if (!(range > 0)) {
      throw new UnusableFeature(
          feature,
          "is the same for at least half of all customers; scale it by standard or min-max");
    }
    return range;
  }

  /** From original units to standard deviations from the mean. */
  double z(double original) {
    return (Math.clamp(unfolded(feature, original), low, high) - mean) / deviation;
  }

  /** From standard deviations back to original units. */
  double original(double z) {
    double x = z * deviation + mean;
    return feature.isSkewed() ? Math.signum(x) * Math.expm1(Math.abs(x)) : x;
  }

  private static double unfolded(TieringFeature feature, double original) {
    return feature.isSkewed() ? Math.signum(original) * Math.log1p(Math.abs(original)) : original;
  }
}
