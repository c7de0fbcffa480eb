package io.tierwise.recommend.adapter.kafka;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.contracts.ingest.OrderWorth;
import io.tierwise.recommend.interaction.OrderFact;
import io.tierwise.recommend.interaction.OrderFact.Kind;
import org.jspecify.annotations.Nullable;

/** What an event says about an order as a whole. */
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
        kind == Kind.REFUNDED ? OrderWorth.ofRefund(event) : OrderWorth.ofOrder(event),
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

  private OrderFacts() {}
}
