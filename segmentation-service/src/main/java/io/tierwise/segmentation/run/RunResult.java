package io.tierwise.segmentation.run;

import io.tierwise.segmentation.clustering.TieringFit.Candidate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run found.
 *
 * @param asOf until when recency counted
 * @param dataReadAt when the features were read
 * @param dataFingerprint equal for two runs that read the same features
 * @param policyVersion of the tier policy that gave the names
 * @param elbow where inertia bends most, if several numbers of tiers were tried
 * @param figures what only the engine of the run tells, by name
 */
public record RunResult(
    Instant asOf,
    Instant dataReadAt,
    String dataFingerprint,
    long policyVersion,
    long customers,
    long prospects,
    BigDecimal revenue,
    List<TierSummary> tiers,
    List<SegmentSummary> segments,
    double silhouette,
    double inertia,
    List<Candidate> candidates,
    @Nullable Integer elbow,
    Map<String, List<Double>> figures) {
  public RunResult {
    figures = figures == null ? Map.of() : Map.copyOf(figures);
  }

  /**
   * @param customerShare 0..1
   * @param revenueShare 0..1
   * @param centroid by feature, in original units
   * @param means by feature, over the customers of the tier
   */
  public record TierSummary(
      String name,
      int rank,
      long customers,
      double customerShare,
      BigDecimal revenue,
      double revenueShare,
      Map<String, Double> centroid,
      Map<String, Double> means) {}

  public record SegmentSummary(String name, long customers, BigDecimal revenue) {}
}
