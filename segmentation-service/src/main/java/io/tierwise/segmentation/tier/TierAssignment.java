package io.tierwise.segmentation.tier;

import io.tierwise.segmentation.rfm.RfmMetrics;
import io.tierwise.segmentation.rfm.RfmScore;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a model places a customer.
 *
 * @param standing null for a prospect
 * @param expectedValue net revenue so far stands in for the value to come; 0 for a prospect
 * @param referenceAt the instant until which recency was counted
 * @param featuresAsOf version of the features that were judged
 */
public record TierAssignment(
    String userId,
    @Nullable Standing standing,
    String segment,
    BigDecimal expectedValue,
    Instant referenceAt,
    Instant featuresAsOf) {

  /** Tier and scores of a customer with an order. */
  public record Standing(ValueTier tier, RfmMetrics metrics, RfmScore score) {}
}
