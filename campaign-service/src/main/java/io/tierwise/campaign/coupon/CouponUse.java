package io.tierwise.campaign.coupon;

import io.tierwise.campaign.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order named a code.
 *
 * @param userId the user key that the event came with, before any merge
 * @param discount of the whole order; null where it says none
 */
public record CouponUse(
    String code, String userId, String orderId, @Nullable Money discount, Instant occurredAt) {}
