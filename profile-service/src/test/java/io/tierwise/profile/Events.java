package io.tierwise.profile;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventCampaign;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes events as the front door sends them. */
public final class Events {
  public static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");

  private String messageId;
  private EventType type = EventType.TRACK;
  private @Nullable String name;
  private @Nullable String userId;
  private @Nullable String anonymousId;
  private @Nullable String previousId;
  private Instant at = T0;
  private Instant receivedAt = T0.plusSeconds(1);
  private @Nullable String sessionId;
  private @Nullable EventContext context;
  private List<EventProduct> products = List.of();
  private @Nullable EventOrder order;
  private @Nullable EventReview review;
  private @Nullable EventPromotion promotion;
  private Map<String, Object> traits = Map.of();

  private Events(String messageId) {
    this.messageId = messageId;
  }

  public static Events viewed(String messageId) {
    Events event = new Events(messageId);
    event.name = EventNames.PRODUCT_VIEWED;
    event.products = List.of(product("p1", "Garden", "Acme", "12.50"));
    return event;
  }

  public static Events track(String messageId, String name) {
    Events event = new Events(messageId);
    event.name = name;
    return event;
  }

  public static Events ordered(String messageId, String orderId, String revenue) {
    return orderEvent(messageId, EventNames.ORDER_COMPLETED, orderId, revenue);
  }

  public static Events refunded(String messageId, String orderId, @Nullable String amount) {
    return orderEvent(messageId, EventNames.ORDER_REFUNDED, orderId, amount);
  }

  public static Events cancelled(String messageId, String orderId) {
    return orderEvent(messageId, EventNames.ORDER_CANCELLED, orderId, null);
  }

  public static Events orderEvent(
      String messageId, String name, String orderId, @Nullable String amount) {
    Events event = track(messageId, name);
    BigDecimal revenue = amount == null ? null : new BigDecimal(amount);
    event.order = new EventOrder(orderId, revenue, null, null, null, null, null, "GBP");
    return event;
  }

  public static Events identify(String messageId, String userId, @Nullable String anonymousId) {
    Events event = new Events(messageId);
    event.type = EventType.IDENTIFY;
    event.userId = userId;
    event.anonymousId = anonymousId;
    return event;
  }

  public static Events alias(String messageId, String previousId, String userId) {
    Events event = new Events(messageId);
    event.type = EventType.ALIAS;
    event.userId = userId;
    event.previousId = previousId;
    return event;
  }

  public static EventProduct product(String id, String category, String brand, String price) {
    return new EventProduct(
        id, id, List.of(category, "All"), brand, new BigDecimal(price), 1, null);
  }

  public Events user(String id) {
    userId = id;
    return this;
  }

  public Events anonymous(String id) {
    anonymousId = id;
    return this;
  }

  public Events at(Instant time) {
    at = time;
    receivedAt = time.plusSeconds(1);
    return this;
  }

  public Events minute(long minutes) {
    return at(T0.plusSeconds(60 * minutes));
  }

  public Events receivedAt(Instant time) {
    receivedAt = time;
    return this;
  }

  public Events session(String id) {
    sessionId = id;
    return this;
  }

  public Events traits(Map<String, Object> all) {
    traits = all;
    return this;
  }

  public Events products(EventProduct... lines) {
    products = List.of(lines);
    return this;
  }

  public Events in(String country, String device) {
    context =
        new EventContext(
            "web", device, null, null, null, "en-GB", null, country, null, null, null, null, null);
    return this;
  }

  /** From a visit that a campaign brought about. */
  public Events from(String region, @Nullable String campaign, @Nullable String source) {
    EventCampaign utm = new EventCampaign(campaign, source, null, null, null);
    context =
        new EventContext(
            "web", null, null, null, null, null, null, "GB", region, null, null, utm, null);
    return this;
  }

  public static Events clickedPromotion(String messageId, String campaignId) {
    Events event = track(messageId, EventNames.PROMOTION_CLICKED);
    event.promotion = new EventPromotion("p", campaignId, "offer", null, "home", null);
    return event;
  }

  public static Events reviewed(String messageId, @Nullable Double rating, @Nullable String body) {
    Events event = track(messageId, EventNames.PRODUCT_REVIEWED);
    event.review = new EventReview(messageId, rating, body);
    return event;
  }

  public Events coupon(@Nullable String code) {
    EventOrder o = Objects.requireNonNull(order);
    order = new EventOrder(o.orderId(), o.revenue(), null, null, null, null, code, o.currency());
    return this;
  }

  /** From a channel, with a user agent. */
  public Events by(String channel, String country, @Nullable String userAgent) {
    context =
        new EventContext(
            channel, null, null, null, userAgent, null, null, country, null, null, null, null,
            null);
    return this;
  }

  public BehaviorEvent build() {
    return new BehaviorEvent(
        BehaviorEvent.SCHEMA,
        messageId,
        type,
        name,
        userId,
        anonymousId,
        previousId,
        at,
        receivedAt,
        "test",
        sessionId,
        context,
        products,
        order,
        null,
        review,
        promotion,
        Map.of(),
        traits);
  }

  public byte[] json() {
    return ContractJson.write(build());
  }
}
