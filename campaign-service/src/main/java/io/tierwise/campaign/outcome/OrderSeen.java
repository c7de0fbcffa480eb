package io.tierwise.campaign.outcome;

import io.tierwise.campaign.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order was completed or updated; natural key is the user and the order.
 *
 * @param completed false for an update, which only changes what it is worth
 * @param coupons codes that it names, in their normal form
 * @param discount that it says; null where it says none
 * @param parts micro-units of its lines by the path of their category, root first, a line of text
 *     each; empty where no line has one
 */
public record OrderSeen(
    String userId,
    String orderId,
    Money revenue,
    boolean completed,
    Instant occurredAt,
    List<String> coupons,
    @Nullable Money discount,
    Map<String, Long> parts) {
  public OrderSeen {
    coupons = List.copyOf(coupons);
    parts = Map.copyOf(parts);
  }

  public OrderSeen(
      String userId,
      String orderId,
      Money revenue,
      boolean completed,
      Instant occurredAt,
      List<String> coupons,
      @Nullable Money discount) {
    this(userId, orderId, revenue, completed, occurredAt, coupons, discount, Map.of());
  }
}
