package io.tierwise.contracts.segmentation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
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
 * @param lifetime what the user is expected to bring; null where no model of it is live, or there
 *     is no order yet
 * @param risk whether the user is about to leave; null where no model of it is live, or there is no
 *     order yet
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
    Instant assignedAt,
    @Nullable Lifetime lifetime,
    @Nullable Risk risk) {
  public static final String SCHEMA = "tier-assignment/1";
  public static final String PROSPECTS = "Prospects";

  public TierAssignment {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(segment, "segment");
  }

  /** Without a lifetime value or a risk. */
  public TierAssignment(
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
    this(
        schema,
        userId,
        runId,
        tier,
        tierRank,
        previousTier,
        segment,
        rfm,
        expectedValue,
        cause,
        assignedAt,
        null,
        null);
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

  /**
   * What a user is expected to bring within a horizon.
   *
   * @param modelId the fit whose model says so
   * @param horizonDays from {@code asOf} on
   * @param aliveProbability that the user has not left for good, 0..1
   * @param expectedOrders within the horizon
   * @param expectedOrderValue of each of them
   * @param value of all of them, discounted
   */
  public record Lifetime(
      String modelId,
      Instant asOf,
      int horizonDays,
      double aliveProbability,
      double expectedOrders,
      BigDecimal expectedOrderValue,
      BigDecimal value) {}

  /**
   * How likely it is that a user orders no more for a while.
   *
   * @param modelId the promoted model that says so
   * @param from first day of the horizon
   * @param churnProbability 0..1
   * @param band {@code HIGH}, {@code MEDIUM} or {@code LOW}
   */
  public record Risk(
      String modelId, LocalDate from, int horizonDays, double churnProbability, String band) {}
}
