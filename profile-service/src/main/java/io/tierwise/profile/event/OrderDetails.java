package io.tierwise.profile.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * @param amount what the order is worth, or what a refund gives back; null where the event does not
 *     say
 * @param discounted whether it names a coupon, for the whole or a line, or a discount
 */
public record OrderDetails(String orderId, @Nullable BigDecimal amount, boolean discounted) {}
