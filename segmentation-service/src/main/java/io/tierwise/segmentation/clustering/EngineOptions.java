package io.tierwise.segmentation.clustering;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only some engines are asked for.
 *
 * @param radius of DBSCAN, in standard deviations; null to find it in the data
 * @param minPoints of DBSCAN and HDBSCAN; null for twice the number of features
 * @param threshold of the propensity engine: the probability from which on a customer is of high
 *     value; null for a half
 * @param shares of the quantile rule, best tier first, that add up to 1; empty for equal ones
 */
public record EngineOptions(
    @Nullable Double radius,
    @Nullable Integer minPoints,
    List<Double> shares,
    @Nullable Double threshold) {
  public static final EngineOptions NONE = new EngineOptions(null, null, List.of(), null);

  /** Without a threshold. */
  public EngineOptions(
      @Nullable Double radius, @Nullable Integer minPoints, @Nullable List<Double> shares) {
    this(radius, minPoints, shares == null ? List.of() : shares, null);
  }

  public EngineOptions {
    if (threshold != null && !(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold: " + threshold + " is not between 0 and 1");
    }
    shares = shares == null ? List.of() : List.copyOf(shares);
    if (radius != null && !(radius > 0 && radius <= 100)) {
      throw new IllegalArgumentException("radius: " + radius + " is not above 0 and at most 100");
    }
    if (minPoints != null && (minPoints < 2 || minPoints > 1000)) {
      throw new IllegalArgumentException("minPoints: " + minPoints + " is not 2..1000");
    }
    if (!shares.isEmpty()) {
      double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
      if (shares.stream().anyMatch(share -> !(share > 0)) || !(Math.abs(sum - 1) < 1e-6)) {
        throw new IllegalArgumentException(
            "shares: " + shares + " are not all above 0 and 1 in total");
      }
    }
  }
}
