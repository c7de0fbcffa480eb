package io.tierwise.campaign.outcome;

import io.tierwise.campaign.money.Money;
import java.time.Instant;

/**
 * An order was completed or updated; natural key is the user and the order.
 *
 * @param completed false for an update, which only changes what it is worth
 */
public record OrderSeen(
    String userId, String orderId, Money revenue, boolean completed, Instant occurredAt) {}
