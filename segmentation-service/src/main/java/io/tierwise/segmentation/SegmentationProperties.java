package io.tierwise.segmentation;

import io.tierwise.segmentation.rfm.SegmentGrid;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How runs are made.
 *
 * @param seed of runs that name none, so that repeating a run gives the same tiers
 * @param restarts of each k-means fit
 * @param fitSample customers on which centroids are fitted; all are assigned in any case
 * @param silhouetteSample customers on which the silhouette is computed
 * @param maxTiers highest number tried when it is chosen
 * @param maxQueuedRuns that may wait
 * @param keptRuns newest runs of which it is kept who was where
 * @param lease after which a run without progress is taken from its owner
 * @param eventStreams of run progress that may be open at once
 * @param clvHorizonDays how far lifetime values look, unless a fit asks otherwise
 * @param clvYearlyDiscount what a value gains by a year's waiting, 0..1
 * @param activityDays for which what users did is kept, and rules can look back
 * @param segmentGrid rows of recency 5 to 1 with five segment names each; empty for the standard
 *     one
 */
@ConfigurationProperties("tierwise.segmentation")
public record SegmentationProperties(
    @DefaultValue("20260101") long seed,
    @DefaultValue("10") int restarts,
    @DefaultValue("20000") int fitSample,
    @DefaultValue("2000") int silhouetteSample,
    @DefaultValue("10") int maxTiers,
    @DefaultValue("20") int maxQueuedRuns,
    @DefaultValue("20") int keptRuns,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("100") int eventStreams,
    @DefaultValue("365") int clvHorizonDays,
    @DefaultValue("0.1") double clvYearlyDiscount,
    @DefaultValue("400") int activityDays,
    @DefaultValue List<List<String>> segmentGrid) {
  public SegmentationProperties {
    requireBetween("restarts", restarts, 1, 1000);
    requireBetween("fit-sample", fitSample, 100, 10_000_000);
    requireBetween("silhouette-sample", silhouetteSample, 10, 20_000);
    requireBetween("max-tiers", maxTiers, 2, 10);
    requireBetween("max-queued-runs", maxQueuedRuns, 1, 1000);
    requireBetween("kept-runs", keptRuns, 1, 10_000);
    requireBetween("event-streams", eventStreams, 1, 10_000);
    requireBetween("clv-horizon-days", clvHorizonDays, 1, 3650);
    requireBetween("activity-days", activityDays, 1, 3650);
    if (!(clvYearlyDiscount >= 0 && clvYearlyDiscount <= 1)) {
      throw new IllegalArgumentException(
          "tierwise.segmentation.clv-yearly-discount: " + clvYearlyDiscount + " is not 0..1");
    }
    if (lease.toSeconds() < 5) {
      throw new IllegalArgumentException("tierwise.segmentation.lease: " + lease + " is below 5s");
    }
  }

  SegmentGrid grid() {
    return segmentGrid.isEmpty() ? SegmentGrid.standard() : new SegmentGrid(segmentGrid);
  }

  private static void requireBetween(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "tierwise.segmentation." + name + ": " + value + " is not " + low + ".." + high);
    }
  }
}
