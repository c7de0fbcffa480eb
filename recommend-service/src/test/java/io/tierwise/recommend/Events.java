package io.tierwise.recommend;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events for tests. */
public final class Events {
  public static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  public static EventProduct productOf(String itemId) {
    return new EventProduct(
        itemId, "Name of " + itemId, List.of("Shop"), null, BigDecimal.TEN, 1, null);
  }

  public static BehaviorEvent product(
      String name, String userKey, String itemId, String messageId) {
    boolean anonymous = userKey.startsWith("anon:");
    return track(
        name,
        anonymous ? null : userKey,
        anonymous ? userKey.substring("anon:".length()) : null,
        messageId,
        List.of(productOf(itemId)),
        null,
        null);
  }

  public static BehaviorEvent order(
      String name, String userId, String orderId, String messageId, String... itemIds) {
    return track(
        name,
        userId,
        null,
        messageId,
        Arrays.stream(itemIds).map(Events::productOf).toList(),
        new EventOrder(orderId, BigDecimal.TEN, null, null, null, null, null, "GBP"),
        null);
  }

  /** A list seen, or an item of it clicked. */
  public static BehaviorEvent listed(
      String name, String userId, String listId, String messageId, String... itemIds) {
    BehaviorEvent event =
        track(
            name,
            userId,
            null,
            messageId,
            Arrays.stream(itemIds).map(Events::productOf).toList(),
            null,
            null);
    return new BehaviorEvent(
        event.schema(),
        event.messageId(),
        event.type(),
        event.event(),
        event.userId(),
        event.anonymousId(),
        event.previousId(),
        event.occurredAt(),
        event.receivedAt(),
        event.source(),
        event.sessionId(),
        event.context(),
        event.products(),
        event.order(),
        event.query(),
        event.review(),
        event.promotion(),
        Map.of("list_id", listId),
        event.traits());
  }

  /** The same event at another time. */
  public static BehaviorEvent at(Instant time, BehaviorEvent event) {
    return new BehaviorEvent(
        event.schema(),
        event.messageId(),
        event.type(),
        event.event(),
        event.userId(),
        event.anonymousId(),
        event.previousId(),
        time,
        time,
        event.source(),
        event.sessionId(),
        event.context(),
        event.products(),
        event.order(),
        event.query(),
        event.review(),
        event.promotion(),
        event.properties(),
        event.traits());
  }

  public static BehaviorEvent track(
      String name,
      @Nullable String userId,
      @Nullable String anonymousId,
      String messageId,
      List<EventProduct> products,
      @Nullable EventOrder order,
      @Nullable EventReview review) {
    return event(
        EventType.TRACK, name, userId, anonymousId, null, messageId, products, order, review);
  }

  private static BehaviorEvent event(
      EventType type,
      @Nullable String name,
      @Nullable String userId,
      @Nullable String anonymousId,
      @Nullable String previousId,
      String messageId,
      List<EventProduct> products,
      @Nullable EventOrder order,
      @Nullable EventReview review) {
    return new BehaviorEvent(
        BehaviorEvent.SCHEMA,
        messageId,
        type,
        name,
        userId,
        anonymousId,
        previousId,
        AT,
        AT,
        "test",
        null,
        null,
        products,
        order,
        null,
        review,
        null,
        Map.of(),
        Map.of());
  }

  private Events() {}
}
