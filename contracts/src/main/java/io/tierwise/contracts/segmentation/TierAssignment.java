package io.tierwise.contracts.segmentation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a user stands in the published tiering.
 *
 * @param runId the published run whose model assigned it
 * @param tier name from the tier policy; null for a prospect (no order yet)
 * @param tierRank 1 is the best; null for a prospect
 * @param segment one of the RFM segments, or {@code Prospects}
 * @param rfm null for a prospect
 * @param cause {@code RUN} when a run was published, {@code LIVE} when the features changed
 */
public record TierAssignment(
    String schema,
    String userId,
    String runId,
    @Nullable String tier,
    @Nullable Integer tierRank,
    @Nullable String previousTier,
    String segment,
    @Nullable Rfm rfm,
    @Nullable BigDecimal expectedValue,
    Cause cause,
    Instant assignedAt) {
  public static final String SCHEMA = "tier-assignment/1";
  public static final String PROSPECTS = "Prospects";

  public TierAssignment {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(segment, "segment");
  }

  public enum Cause {
    RUN,
    LIVE
  }

  /**
   * @param recencyDays since the last order
   * @param frequency orders
   * @param monetary net revenue
   * @param recencyScore 1..5, 5 is the most recent
   */
  public record Rfm(
      double recencyDays,
      long frequency,
      BigDecimal monetary,
      int recencyScore,
      int frequencyScore,
      int monetaryScore) {}
}
