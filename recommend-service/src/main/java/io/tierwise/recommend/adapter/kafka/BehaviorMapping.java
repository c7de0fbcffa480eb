package io.tierwise.recommend.adapter.kafka;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.feedback.ListId;
import io.tierwise.recommend.feedback.Touch;
import io.tierwise.recommend.intake.Behavior;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.OrderFact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks out of events what matters to recommendations. Collects a poll; not thread-safe. */
final class BehaviorMapping {
  private final List<Interaction> deeds = new ArrayList<>();
  private final List<OrderFact> orders = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final List<Touch> touches = new ArrayList<>();

  Behavior behavior() {
    return new Behavior(deeds, orders, items, touches);
  }

  void add(BehaviorEvent event) {
    switch (event.type()) {
      case TRACK -> track(event);
      case IDENTIFY, ALIAS, PAGE, SCREEN, GROUP -> {
        // Say nothing of items.
      }
    }
  }

  private void track(BehaviorEvent event) {
    OrderFact fact = OrderFacts.of(event);
    if (fact != null) {
      orders.add(fact);
    }
    touch(event);
    InteractionKind kind = kind(event.event());
    if (kind == null) {
      return;
    }
    String source = StorableText.id("orderId", source(kind, event));
    String userKey = StorableText.id("userId", event.userKey());
    EventReview review = event.review();
    Double rating = review == null ? null : review.rating();
    for (EventProduct product : event.products()) {
      String itemId = StorableText.id("productId", product.productId());
      if (kind != InteractionKind.RATING) {
        Interaction deed = Interaction.of(userKey, itemId, kind, event.occurredAt(), source);
        deeds.add(kind == InteractionKind.PURCHASE ? deed.worth(amount(product)) : deed);
      } else if (rating != null && rating >= 0 && rating <= 5) {
        deeds.add(Interaction.rating(userKey, itemId, rating, event.occurredAt(), source));
      }
      items.add(learnt(itemId, product, event));
    }
  }

  /** Lists that recommendations came in; any other list has an id of another form. */
  private void touch(BehaviorEvent event) {
    boolean shown = event.is(EventNames.PRODUCT_LIST_VIEWED);
    if ((shown || event.is(EventNames.PRODUCT_CLICKED))
        && event.properties().get("list_id") instanceof String text) {
      ListId.parse(text)
          .ifPresent(
              list -> {
                String userKey = StorableText.id("userId", event.userKey());
                if (shown) {
                  touches.add(Touch.shown(userKey, list, event.occurredAt()));
                } else {
                  for (EventProduct product : event.products()) {
                    String itemId = StorableText.id("productId", product.productId());
                    touches.add(Touch.clicked(userKey, list, itemId, event.occurredAt()));
                  }
                }
              });
    }
  }

  private static @Nullable BigDecimal amount(EventProduct line) {
    return line.price() == null ? null : line.price().multiply(BigDecimal.valueOf(line.quantity()));
  }

  private static Item learnt(String itemId, EventProduct product, BehaviorEvent event) {
    return Item.learnt(
        itemId,
        StorableText.label(product.name()),
        StorableText.label(product.brand()),
        StorableText.labels(product.categoryPath()),
        product.price(),
        event.occurredAt());
  }

  /** An order counts once, however many messages tell of it. */
  private static String source(InteractionKind kind, BehaviorEvent event) {
    EventOrder order = event.order();
    boolean ofOrder = kind == InteractionKind.PURCHASE || kind == InteractionKind.RETURN;
    return ofOrder && order != null ? order.orderId() : event.messageId();
  }

  private static @Nullable InteractionKind kind(@Nullable String name) {
    return switch (name) {
      case EventNames.PRODUCT_VIEWED -> InteractionKind.VIEW;
      case EventNames.PRODUCT_CLICKED -> InteractionKind.CLICK;
      case EventNames.PRODUCT_ADDED_TO_WISHLIST -> InteractionKind.WISHLIST;
      case EventNames.PRODUCT_ADDED -> InteractionKind.CART;
      // An order too large for one message comes as a completed and an updated one.
      case EventNames.ORDER_COMPLETED, EventNames.ORDER_UPDATED -> InteractionKind.PURCHASE;
      // With lines it says what came back; without any, the order says it of all of its items.
      case EventNames.ORDER_REFUNDED -> InteractionKind.RETURN;
      case EventNames.PRODUCT_REVIEWED -> InteractionKind.RATING;
      case null, default -> null;
    };
  }
}
