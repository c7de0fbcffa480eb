package io.tierwise.segmentation.clustering;

import org.jspecify.annotations.Nullable;

/**
 * What a fit is asked for.
 *
 * @param k number of clusters; null to choose by mean silhouette
 * @param maxK highest number to try when choosing, the lowest is 2
 * @param restarts fits from different seeds, of which the one with the least inertia is kept
 * @param fitSample customers on which centroids are fitted, at most; all are assigned in any case
 * @param silhouetteSample customers on which the silhouette is computed, at most
 */
public record FitParameters(
    @Nullable Integer k,
    int maxK,
    int restarts,
    int fitSample,
    int silhouetteSample,
    long seed,
    Preparation preparation,
    EngineOptions options) {
  public FitParameters {
    if (k != null && k < 2) {
      throw new IllegalArgumentException("k = " + k + " is below 2");
    }
    if (maxK < 2 || restarts < 1 || fitSample < 100 || silhouetteSample < 10) {
      throw new IllegalArgumentException(
          "maxK "
              + maxK
              + ", restarts "
              + restarts
              + ", fitSample "
              + fitSample
              + ", silhouetteSample "
              + silhouetteSample);
    }
  }

  /** For another draw of customers: as many clusters where that was chosen, with fewer restarts. */
  FitParameters forReplicate(int clusters, int fewerRestarts) {
    return new FitParameters(
        clusters,
        maxK,
        Math.min(restarts, fewerRestarts),
        fitSample,
        silhouetteSample,
        seed,
        preparation,
        options);
  }

  /** With the standard preparation. */
  public FitParameters(
      @Nullable Integer k, int maxK, int restarts, int fitSample, int silhouetteSample, long seed) {
    this(
        k,
        maxK,
        restarts,
        fitSample,
        silhouetteSample,
        seed,
        Preparation.STANDARD,
        EngineOptions.NONE);
  }
}
