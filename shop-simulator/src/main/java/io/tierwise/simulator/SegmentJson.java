package io.tierwise.simulator;

import io.tierwise.simulator.ShopCustomer.Acquisition;
import io.tierwise.simulator.ShopEvent.Cart;
import io.tierwise.simulator.ShopEvent.Coupon;
import io.tierwise.simulator.ShopEvent.Line;
import io.tierwise.simulator.ShopEvent.Listing;
import io.tierwise.simulator.ShopEvent.Order;
import io.tierwise.simulator.ShopEvent.PageView;
import io.tierwise.simulator.ShopEvent.Product;
import io.tierwise.simulator.ShopEvent.Promotion;
import io.tierwise.simulator.ShopEvent.Refund;
import io.tierwise.simulator.ShopEvent.Review;
import io.tierwise.simulator.ShopEvent.Search;
import io.tierwise.simulator.ShopEvent.Traits;
import java.util.List;
import java.util.Locale;

/**
 * The JSON that a Segment client would send, with the property names of the Segment e-commerce
 * spec, version 2. Money is a decimal number of pounds.
 */
public final class SegmentJson {
  /** One message with its {@code type}, fit for a batch, for a single call and for a topic. */
  public static String of(ShopEvent event) {
    StringBuilder out = new StringBuilder(640);
    write(event, out);
    return out.toString();
  }

  /** The body of {@code POST /v1/batch}. */
  public static String batch(List<ShopEvent> events) {
    StringBuilder out = new StringBuilder(640 * events.size() + 16).append("{\"batch\":[");
    for (int i = 0; i < events.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(events.get(i), out);
    }
    return out.append("]}").toString();
  }

  public static void write(ShopEvent event, StringBuilder out) {
    JsonText json = new JsonText(out).open('{');
    json.field("type", event.kind().type())
        .field("event", event.kind().eventName())
        .field("messageId", event.messageId())
        .field("userId", event.userId())
        .field("anonymousId", event.anonymousId())
        .field("timestamp", event.timestamp().toString());
    context(json, event.visit());
    if (event.payload() instanceof Traits(ShopCustomer customer)) {
      traits(json, customer);
    } else {
      properties(json, event);
    }
    json.close('}');
  }

  private static void context(JsonText json, Visit visit) {
    json.open("context", '{')
        .field("sessionId", visit.sessionId())
        .field("channel", visit.channel())
        .field("locale", visit.locale())
        .field("timezone", visit.timeZone());
    if (visit.device() != null) {
      json.open("device", '{').field("type", visit.device()).close('}');
    }
    json.open("location", '{').field("country", visit.country()).close('}');
    Acquisition source = visit.source();
    if (source != Acquisition.DIRECT) {
      json.open("campaign", '{')
          .field("name", source.campaign())
          .field("source", source.source())
          .field("medium", source.medium())
          .close('}');
    }
    json.close('}');
  }

  private static void traits(JsonText json, ShopCustomer customer) {
    json.open("traits", '{')
        .field("name", customer.name())
        .field("email", customer.email())
        .field("createdAt", customer.joinedAt().toString())
        .field("country", customer.country())
        .field("locale", customer.locale())
        .field("timezone", customer.timeZone().getId())
        .open("consent", '{')
        .field("email", customer.consent().email())
        .field("sms", customer.consent().sms())
        .field("push", customer.consent().push())
        .close('}')
        .close('}');
  }

  private static void properties(JsonText json, ShopEvent event) {
    if (event.payload() instanceof PageView(String name, String path)) {
      json.field("name", name);
      json.open("properties", '{').field("name", name).field("path", path).close('}');
      return;
    }
    json.open("properties", '{');
    switch (event.payload()) {
      case Search(String query) -> json.field("query", query);
      case Listing(String category, List<ShopItem> items) -> {
        json.field("list_id", "list-" + category).field("category", category);
        products(json, items.stream().map(item -> new Line(item, 1)).toList());
      }
      case Product(Line line, int position) -> {
        product(json, line);
        json.field("currency", ShopItem.CURRENCY);
        if (position > 0) {
          json.field("position", position);
        }
      }
      case Cart(String cartId, List<Line> lines) -> {
        json.field("cart_id", cartId).field("currency", ShopItem.CURRENCY);
        products(json, lines);
      }
      case Order(ShopOrder order) -> order(json, order);
      case Refund(ShopOrder order, List<Line> lines, long revenue) -> {
        json.field("order_id", order.orderId())
            .pounds("revenue", revenue)
            .pounds("total", revenue)
            .field("currency", ShopItem.CURRENCY);
        products(json, lines);
      }
      case Coupon(String coupon, String orderId, long discount) ->
          json.field("order_id", orderId)
              .field("coupon_id", coupon)
              .field("coupon_name", coupon)
              .pounds("discount", discount)
              .field("currency", ShopItem.CURRENCY);
      case Review(String reviewId, ShopItem item, int rating, String text) ->
          json.field("product_id", item.itemId())
              .field("review_id", reviewId)
              .field("review_body", text)
              .field("rating", rating);
      case Promotion promotion -> promotion(json, promotion);
      case PageView page -> throw new IllegalStateException("written above: " + page);
      case Traits traits -> throw new IllegalStateException("written above: " + traits);
    }
    json.close('}');
  }

  private static void order(JsonText json, ShopOrder order) {
    json.field("order_id", order.orderId())
        .pounds("revenue", order.revenuePence())
        .pounds("tax", order.taxPence())
        .pounds("shipping", order.shippingPence())
        .pounds("discount", order.discountPence())
        .pounds("total", order.totalPence())
        .field("coupon", order.coupon())
        .field("currency", ShopItem.CURRENCY);
    products(json, order.lines());
  }

  private static void promotion(JsonText json, Promotion promotion) {
    json.field("promotion_id", promotion.promotionId())
        .field("campaign_id", promotion.campaignId())
        .field("offer_id", promotion.offerId())
        .field("creative", promotion.creative())
        .field("position", promotion.placement())
        .field("decision_id", promotion.decisionId());
  }

  private static void products(JsonText json, List<Line> lines) {
    json.open("products", '[');
    for (Line line : lines) {
      json.open('{');
      product(json, line);
      json.close('}');
    }
    json.close(']');
  }

  private static void product(JsonText json, Line line) {
    ShopItem item = line.item();
    json.field("product_id", item.itemId())
        .field("name", item.name())
        .field("category", String.join("/", item.categoryPath()))
        .field("brand", item.brand())
        .pounds("price", item.pricePence())
        .field("quantity", line.quantity());
  }

  /** The body of {@code POST /v1/items/batch}. */
  public static String items(List<ShopItem> items) {
    StringBuilder out = new StringBuilder();
    JsonText json = new JsonText(out).open('{').open("items", '[');
    items.forEach(item -> item(json, item));
    json.close(']').close('}');
    return out.toString();
  }

  /** One item, the body of {@code PUT /v1/items/{id}}. */
  public static String of(ShopItem item) {
    StringBuilder out = new StringBuilder();
    item(new JsonText(out), item);
    return out.toString();
  }

  private static void item(JsonText json, ShopItem item) {
    json.open('{')
        .field("itemId", item.itemId())
        .field("name", item.name())
        .field("brand", item.brand())
        .open("categoryPath", '[');
    item.categoryPath().forEach(json::value);
    json.close(']')
        .pounds("price", item.pricePence())
        .field("currency", ShopItem.CURRENCY)
        .field("description", item.description())
        .field("url", "https://shop.example.com/p/" + item.itemId())
        .field("imageUrl", image(item))
        .field("inStock", item.inStock())
        .field("hidden", false)
        .field("repeatable", item.repeatable())
        .open("attributes", '{')
        .field("priceBand", item.priceBand().name().toLowerCase(Locale.ROOT))
        .close('}')
        .close('}');
  }

  private static String image(ShopItem item) {
    return "https://shop.example.com/i/" + item.itemId() + ".jpg";
  }

  private SegmentJson() {}
}
