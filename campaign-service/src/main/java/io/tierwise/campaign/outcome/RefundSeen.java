package io.tierwise.campaign.outcome;

import io.tierwise.campaign.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money went back; natural key is the user and the message.
 *
 * @param amount null: all of the order
 * @param cancelled the order does not stand any more
 */
public record RefundSeen(
    String userId,
    String messageId,
    String orderId,
    @Nullable Money amount,
    boolean cancelled,
    Instant occurredAt) {}
