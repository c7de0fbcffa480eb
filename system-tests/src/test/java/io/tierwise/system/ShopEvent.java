package io.tierwise.system;

import io.tierwise.system.ProfileDatabase.Key;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of a shop that has gone through a lot.
 *
 * @param previousId on an alias only
 * @param at null where the client leaves it to the receiver
 * @param amount revenue of an order or an update, money back of a refund; null for all of it
 */
record ShopEvent(
    Kind kind,
    String messageId,
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String previousId,
    @Nullable Instant at,
    @Nullable String orderId,
    @Nullable BigDecimal amount) {
  enum Kind {
    PAGE("page", "page"),
    VIEWED("track", "Product Viewed"),
    ADDED("track", "Product Added"),
    ORDERED("track", "Order Completed"),
    UPDATED("track", "Order Updated"),
    REFUNDED("track", "Order Refunded"),
    CANCELLED("track", "Order Cancelled"),
    REVIEWED("track", "Product Reviewed"),
    IDENTIFIED("identify", "identify"),
    ALIASED("alias", "alias");

    private final String type;

    /** As a profile counts it. */
    final String label;

    Kind(String type, String label) {
      this.type = type;
      this.label = label;
    }
  }

  String userKey() {
    return userId == null ? "anon:" + anonymousId : userId;
  }

  Key key() {
    return new Key(userKey(), messageId);
  }

  String json() {
    StringBuilder json = new StringBuilder("{\"type\":\"" + kind.type + "\"");
    if (kind.type.equals("track")) {
      put(json, "event", kind.label);
    }
    put(json, "messageId", messageId);
    put(json, "userId", userId);
    put(json, "anonymousId", anonymousId);
    put(json, "previousId", previousId);
    put(json, "timestamp", at);
    int product = Math.floorMod(messageId.hashCode(), 40);
    switch (kind) {
      case VIEWED, ADDED ->
          json.append(
              ",\"properties\":{\"product_id\":\"p-%d\",\"category\":\"C%d\",\"price\":%d.5}"
                  .formatted(product, product % 4, product));
      case REVIEWED ->
          json.append(
              ",\"properties\":{\"product_id\":\"p-%d\",\"rating\":%d}"
                  .formatted(product, 1 + product % 5));
      case ORDERED, UPDATED, REFUNDED, CANCELLED -> {
        json.append(",\"properties\":{\"order_id\":\"").append(orderId).append('"');
        if (amount != null) {
          json.append(",\"revenue\":").append(amount);
        }
        json.append('}');
      }
      case IDENTIFIED -> json.append(",\"traits\":{\"said\":\"").append(messageId).append("\"}");
      case PAGE, ALIASED -> {
        // Says all in its ids.
      }
    }
    return json.append('}').toString();
  }

  private static void put(StringBuilder json, String name, @Nullable Object value) {
    if (value != null) {
      json.append(",\"").append(name).append("\":\"").append(value).append('"');
    }
  }
}
