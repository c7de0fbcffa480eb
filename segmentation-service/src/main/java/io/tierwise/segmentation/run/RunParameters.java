package io.tierwise.segmentation.run;

import io.tierwise.segmentation.clustering.EngineOptions;
import io.tierwise.segmentation.clustering.Preparation;
import io.tierwise.segmentation.customer.TieringFeature;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked for; with the same data it gives the same tiers.
 *
 * @param k number of tiers; null to choose by silhouette
 * @param asOf until when recency counts; null for the latest activity in the data
 * @param publish guard rails between which the run publishes itself; null to wait for somebody
 */
public record RunParameters(
    String engine,
    @Nullable Integer k,
    List<TieringFeature> features,
    @Nullable Instant asOf,
    long seed,
    @Nullable String note,
    Preparation preparation,
    EngineOptions options,
    @Nullable AutoPublish publish) {
  public RunParameters {
    features = List.copyOf(features);
    preparation = preparation == null ? Preparation.STANDARD : preparation;
    options = options == null ? EngineOptions.NONE : options;
  }
}
