package io.tierwise.contracts.ingest;

import io.tierwise.contracts.UserKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One accepted event. Money is in the base currency of the installation.
 *
 * @param messageId unique per user; a second event with the same id is the same event
 * @param event the name of a track event ({@link EventNames}) or of a page or screen
 * @param previousId on an alias: the id that {@code userId} was known by before
 * @param occurredAt when it happened, corrected for the client's clock where that is known
 * @param receivedAt when the front door took it
 * @param source the write key's name, the topic or the import that brought it
 * @param sessionId the client's session id where it sends one
 * @param products what a product event is about, or the lines of a cart or an order; never null
 * @param properties what the event carried beyond the fields above; never null
 * @param traits what an identify or group says about the user; never null
 */
public record BehaviorEvent(
    String schema,
    String messageId,
    EventType type,
    @Nullable String event,
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String previousId,
    Instant occurredAt,
    Instant receivedAt,
    String source,
    @Nullable String sessionId,
    @Nullable EventContext context,
    List<EventProduct> products,
    @Nullable EventOrder order,
    @Nullable String query,
    @Nullable EventReview review,
    @Nullable EventPromotion promotion,
    Map<String, Object> properties,
    Map<String, Object> traits) {
  public static final String SCHEMA = "behavior-event/1";

  public BehaviorEvent {
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(receivedAt, "receivedAt");
    products = products == null ? List.of() : List.copyOf(products);
    properties = properties == null ? Map.of() : properties;
    traits = traits == null ? Map.of() : traits;
  }

  /** The key of the message on its topic. */
  public String userKey() {
    return UserKey.of(userId, anonymousId);
  }

  public boolean is(String eventName) {
    return type == EventType.TRACK && eventName.equals(event);
  }

  public enum EventType {
    TRACK,
    IDENTIFY,
    PAGE,
    SCREEN,
    GROUP,
    ALIAS
  }

  /**
   * @param channel web, mobile, email, server, ... as the client names it
   * @param country ISO 3166 code or the name that the client sent
   * @param ip only where the installation is configured to keep it
   */
  public record EventContext(
      @Nullable String channel,
      @Nullable String deviceType,
      @Nullable String deviceId,
      @Nullable String os,
      @Nullable String userAgent,
      @Nullable String locale,
      @Nullable String timezone,
      @Nullable String country,
      @Nullable String region,
      @Nullable String pageUrl,
      @Nullable String referrer,
      @Nullable EventCampaign campaign,
      @Nullable String ip) {}

  /** The utm parameters of the visit. */
  public record EventCampaign(
      @Nullable String name,
      @Nullable String source,
      @Nullable String medium,
      @Nullable String term,
      @Nullable String content) {}

  /**
   * @param categoryPath from the root to the leaf; never null
   * @param price of one piece, in the base currency
   * @param quantity at least 1
   */
  public record EventProduct(
      String productId,
      @Nullable String name,
      List<String> categoryPath,
      @Nullable String brand,
      @Nullable BigDecimal price,
      int quantity,
      @Nullable String coupon) {
    public EventProduct {
      Objects.requireNonNull(productId, "productId");
      categoryPath = categoryPath == null ? List.of() : List.copyOf(categoryPath);
      quantity = quantity == 0 ? 1 : quantity;
    }
  }

  /**
   * @param revenue what the order, or on a refund the money given back, is worth: goods less
   *     discount, without tax and shipping; positive
   * @param currency that the client sent; the amounts here are already converted
   */
  public record EventOrder(
      String orderId,
      @Nullable BigDecimal revenue,
      @Nullable BigDecimal tax,
      @Nullable BigDecimal shipping,
      @Nullable BigDecimal discount,
      @Nullable BigDecimal total,
      @Nullable String coupon,
      @Nullable String currency) {}

  /**
   * @param rating 1..5
   */
  public record EventReview(
      @Nullable String reviewId, @Nullable Double rating, @Nullable String body) {}

  /**
   * An ad impression or click: which campaign, offer and creative was shown where.
   *
   * @param decisionId of the campaign decision, or the contact id, that caused it
   */
  public record EventPromotion(
      @Nullable String promotionId,
      @Nullable String campaignId,
      @Nullable String offerId,
      @Nullable String creative,
      @Nullable String placement,
      @Nullable String decisionId) {}
}
