package io.tierwise.segmentation.run;

import io.tierwise.segmentation.clustering.FeatureDistribution;
import io.tierwise.segmentation.clustering.Stability;
import io.tierwise.segmentation.clustering.TieringFit.Candidate;
import io.tierwise.segmentation.customer.TieringFeature;
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
 * @param orderedBy what the order of the tiers follows; null in runs of earlier versions
 * @param elbow where inertia bends most, if several numbers of tiers were tried
 * @param figures what only the engine of the run tells, by name
 * @param stability null where no bootstrap sample could be fitted
 * @param drift of features against the run that was published; of those that both use
 */
public record RunResult(
    Instant asOf,
    Instant dataReadAt,
    String dataFingerprint,
    long policyVersion,
    @Nullable ValueBasis orderedBy,
    long customers,
    long prospects,
    BigDecimal revenue,
    List<TierSummary> tiers,
    List<SegmentSummary> segments,
    double silhouette,
    double inertia,
    List<Candidate> candidates,
    @Nullable Integer elbow,
    Map<String, List<Double>> figures,
    @Nullable Stability stability,
    List<FeatureDistribution> distributions,
    List<Drift> drift) {
  public RunResult {
    figures = figures == null ? Map.of() : Map.copyOf(figures);
    distributions = distributions == null ? List.of() : List.copyOf(distributions);
    drift = drift == null ? List.of() : List.copyOf(drift);
  }

  /** What a customer's value is taken for. */
  public enum ValueBasis {
    /** Past: all revenue less refunds. */
    NET_REVENUE,
    /** Future: what the live model of lifetime value expects. */
    LIFETIME_VALUE
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

  /**
   * @param index population stability index
   */
  public record Drift(TieringFeature feature, double index) {
    public static final double LITTLE = 0.1;
    public static final double MUCH = 0.25;

    /** In a word. */
    public String verdict() {
      return index < LITTLE ? "stable" : index < MUCH ? "shifting" : "shifted";
    }
  }

  public record SegmentSummary(String name, long customers, BigDecimal revenue) {}
}
