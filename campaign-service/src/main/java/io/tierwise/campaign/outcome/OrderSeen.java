package io.tierwise.campaign.outcome;

import io.tierwise.campaign.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order was completed or updated; natural key is the user and the order.
 *
 * @param completed false for an update, which only changes what it is worth
 * @param coupons codes that it names, in their normal form
 * @param discount that it says; null where it says none
 */
public record OrderSeen(
    String userId,
    String orderId,
    Money revenue,
    boolean completed,
    Instant occurredAt,
    List<String> coupons,
    @Nullable Money discount) {
  public OrderSeen {
    coupons = List.copyOf(coupons);
  }
}
