package io.tierwise.segmentation.run;

import io.tierwise.segmentation.rfm.RfmMetrics;
import io.tierwise.segmentation.rfm.RfmScore;
import io.tierwise.segmentation.tier.ValueTier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: questions about who stands where. */
public interface TierDirectory {
  /**
   * @param tier null for a prospect, as are the metrics and scores
   */
  record Member(
      String userId,
      UUID runId,
      @Nullable ValueTier tier,
      @Nullable String previousTier,
      String segment,
      @Nullable RfmMetrics metrics,
      @Nullable RfmScore score,
      BigDecimal expectedValue,
      TierAssignments.Cause cause,
      Instant assignedAt,
      Instant referenceAt) {}

  /** A tier or segment and how much it weighs. */
  record Group(String name, @Nullable Integer rank, long customers, BigDecimal revenue) {}

  record Move(
      Instant at,
      UUID runId,
      @Nullable String fromTier,
      @Nullable String toTier,
      @Nullable String fromSegment,
      String toSegment,
      TierAssignments.Cause cause) {}

  Optional<Member> find(String userId);

  /** Best first; without prospects. */
  List<Group> tiers();

  List<Group> segments();

  /**
   * By ascending user id.
   *
   * @param after the last user of the previous page
   */
  List<Member> membersOfTier(String tier, @Nullable String after, int limit);

  List<Member> membersOfSegment(String segment, @Nullable String after, int limit);

  /** Newest first. */
  List<Move> history(String userId, int limit);
}
