package io.tierwise.profile.adapter.contract;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.OrderWorth;
import io.tierwise.profile.event.Action;
import io.tierwise.profile.event.OrderDetails;
import io.tierwise.profile.history.UnreadableEvent;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What an order event says of its order, with amounts that a profile can add up. */
final class OrderAmounts {
  private static final BigDecimal LIMIT = new BigDecimal("1e15");
  private static final int FINEST = 30;

  static @Nullable OrderDetails of(BehaviorEvent event, Action action) {
    boolean refund = action == Action.ORDER_REFUNDED;
    if (!refund
        && action != Action.ORDER_COMPLETED
        && action != Action.ORDER_UPDATED
        && action != Action.ORDER_CANCELLED) {
      return null;
    }
    EventOrder order = event.order();
    return new OrderDetails(
        orderId(event, order),
        plausible("order.revenue", amount(event, order, refund)),
        discounted(event, order));
  }

  private static boolean discounted(BehaviorEvent event, @Nullable EventOrder order) {
    if (order != null
        && (given(order.coupon()) || (order.discount() != null && order.discount().signum() > 0))) {
      return true;
    }
    for (EventProduct line : event.products()) {
      if (given(line.coupon())) {
        return true;
      }
    }
    return false;
  }

  private static boolean given(@Nullable String coupon) {
    return coupon != null && !coupon.isBlank();
  }

  /** An order without id is its own order, whichever event tells of it. */
  @SuppressWarnings("ConstantValue") // a producer may leave it out
  private static String orderId(BehaviorEvent event, @Nullable EventOrder order) {
    return order == null || order.orderId() == null || order.orderId().isEmpty()
        ? "message:" + event.messageId()
        : StorableText.key("order.orderId", order.orderId());
  }

  private static @Nullable BigDecimal amount(
      BehaviorEvent event, @Nullable EventOrder order, boolean refund) {
    if (order != null) {
      plausible("order.revenue", order.revenue());
      plausible("order.total", order.total());
      plausible("order.tax", order.tax());
      plausible("order.shipping", order.shipping());
      plausible("order.discount", order.discount());
    }
    event.products().forEach(line -> plausible("products.price", line.price()));
    return refund ? OrderWorth.ofRefund(event) : OrderWorth.ofOrder(event);
  }

  /**
   * @throws UnreadableEvent if no sum could go on being exact with it
   */
  static @Nullable BigDecimal plausible(String field, @Nullable BigDecimal amount) {
    if (amount != null
        && (amount.signum() < 0
            || amount.scale() > FINEST
            || amount.scale() < -FINEST
            || amount.compareTo(LIMIT) >= 0)) {
      throw new UnreadableEvent(field, "implausible-amount", "is not a plausible amount of money");
    }
    return amount;
  }

  private OrderAmounts() {}
}
