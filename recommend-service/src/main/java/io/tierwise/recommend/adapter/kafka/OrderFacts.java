package io.tierwise.recommend.adapter.kafka;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.recommend.interaction.OrderFact;
import io.tierwise.recommend.interaction.OrderFact.Kind;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about an order as a whole. Its worth, as in profile-service: the revenue, else
 * the total less tax and shipping, else the lines less discount; of a refund the revenue, else the
 * total, else the lines.
 */
final class OrderFacts {
  static @Nullable OrderFact of(BehaviorEvent event) {
    Kind kind = kind(event.event());
    EventOrder order = event.order();
    if (kind == null || order == null) {
      return null;
    }
    return new OrderFact(
        StorableText.id("userId", event.userKey()),
        StorableText.id("orderId", order.orderId()),
        StorableText.id("messageId", event.messageId()),
        kind,
        amount(event, order, kind == Kind.REFUNDED),
        event.occurredAt());
  }

  private static @Nullable Kind kind(@Nullable String name) {
    return switch (name) {
      case EventNames.ORDER_COMPLETED, EventNames.ORDER_UPDATED -> Kind.STATED;
      case EventNames.ORDER_REFUNDED -> Kind.REFUNDED;
      case EventNames.ORDER_CANCELLED -> Kind.CANCELLED;
      case null, default -> null;
    };
  }

  private static @Nullable BigDecimal amount(
      BehaviorEvent event, EventOrder order, boolean refund) {
    if (order.revenue() != null) {
      return order.revenue();
    }
    if (order.total() != null) {
      return refund
          ? order.total()
          : order.total().subtract(zeroIfNull(order.tax())).subtract(zeroIfNull(order.shipping()));
    }
    BigDecimal lines = lines(event);
    return lines == null || refund ? lines : lines.subtract(zeroIfNull(order.discount()));
  }

  /** Null where there are none, or one has no price. */
  private static @Nullable BigDecimal lines(BehaviorEvent event) {
    BigDecimal sum = null;
    for (EventProduct line : event.products()) {
      if (line.price() == null) {
        return null;
      }
      BigDecimal price = line.price().multiply(BigDecimal.valueOf(line.quantity()));
      sum = Objects.requireNonNullElse(sum, BigDecimal.ZERO).add(price);
    }
    return sum;
  }

  private static BigDecimal zeroIfNull(@Nullable BigDecimal amount) {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  private OrderFacts() {}
}
