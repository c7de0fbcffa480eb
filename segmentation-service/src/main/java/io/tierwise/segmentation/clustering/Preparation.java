package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How features are made comparable before customers are grouped.
 *
 * @param tail share of customers at either end whose values are drawn in, 0..0.25
 * @param weights by feature, above 0; 1 for those that are not named
 */
public record Preparation(Scaling scaling, double tail, Map<TieringFeature, Double> weights) {
  public static final Preparation STANDARD = new Preparation(Scaling.STANDARD, 0.005, Map.of());
  private static final double MOST_TAIL = 0.25;
  private static final double MOST_WEIGHT = 100;

  public Preparation {
    weights = Map.copyOf(weights);
    if (!(tail >= 0 && tail <= MOST_TAIL)) {
      throw new IllegalArgumentException("winsorise: " + tail + " is not 0..0.25");
    }
    weights.forEach(
        (feature, weight) -> {
          if (!(weight > 0 && weight <= MOST_WEIGHT)) {
            throw new IllegalArgumentException(
                "weights." + feature.key() + ": " + weight + " is not above 0 and at most 100");
          }
        });
  }

  /** What is taken for the middle and for the unit of a feature. */
  public enum Scaling {
    /** Mean and standard deviation. */
    STANDARD,
    /** Median and interquartile range, on which outliers have no say. */
    ROBUST,
    /** Smallest value and range. */
    MIN_MAX;

    /** Its name in requests and answers. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Scaling> ofKey(String key) {
      return Arrays.stream(values()).filter(scaling -> scaling.key().equals(key)).findFirst();
    }

    public static List<String> keys() {
      return Arrays.stream(values()).map(Scaling::key).toList();
    }
  }

  double weight(TieringFeature feature) {
    return weights.getOrDefault(feature, 1.0);
  }
}
