package io.tierwise.segmentation.run;

import java.time.Duration;

/**
 * What a run uses when nobody says otherwise.
 *
 * @param seed of all randomness
 * @param restarts of each fit
 * @param fitSample customers on which centroids are fitted, at most
 * @param silhouetteSample customers on which the silhouette is computed, at most
 * @param maxTiers highest number tried when it is chosen by silhouette
 * @param maxQueued runs that may wait
 * @param lease after which a run without progress is taken from its owner
 */
public record RunDefaults(
    long seed,
    int restarts,
    int fitSample,
    int silhouetteSample,
    int maxTiers,
    int maxQueued,
    Duration lease,
    String codeVersion) {}
