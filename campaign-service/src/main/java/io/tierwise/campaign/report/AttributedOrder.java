package io.tierwise.campaign.report;

import io.tierwise.campaign.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of an order that a contact gets.
 *
 * @param contactId null for a click or an impression that names no contact of the user
 * @param share of the order, above 0 up to 1
 * @param revenue that part of it, less refunds
 * @param orderRevenue of the whole order
 */
public record AttributedOrder(
    String campaignId,
    @Nullable String contactId,
    @Nullable String offerId,
    @Nullable String variant,
    @Nullable String tier,
    @Nullable String channel,
    String userId,
    @Nullable Instant contactedAt,
    String orderId,
    Instant orderedAt,
    BigDecimal share,
    Money revenue,
    Money orderRevenue) {}
