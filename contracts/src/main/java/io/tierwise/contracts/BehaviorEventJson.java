package io.tierwise.contracts;

import static io.tierwise.contracts.JsonBytes.ready;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventCampaign;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes events field by field: nearly everything that crosses a topic is one, and the general way
 * asks about forty fields of an event, most of them absent, through as many objects.
 */
final class BehaviorEventJson {
  private static final byte[] SCHEMA = ready("schema");
  private static final byte[] MESSAGE_ID = ready("messageId");
  private static final byte[] TYPE = ready("type");
  private static final byte[] EVENT = ready("event");
  private static final byte[] USER_ID = ready("userId");
  private static final byte[] ANONYMOUS_ID = ready("anonymousId");
  private static final byte[] PREVIOUS_ID = ready("previousId");
  private static final byte[] OCCURRED_AT = ready("occurredAt");
  private static final byte[] RECEIVED_AT = ready("receivedAt");
  private static final byte[] SOURCE = ready("source");
  private static final byte[] SESSION_ID = ready("sessionId");
  private static final byte[] CONTEXT = ready("context");
  private static final byte[] PRODUCTS = ready("products");
  private static final byte[] ORDER = ready("order");
  private static final byte[] QUERY = ready("query");
  private static final byte[] REVIEW = ready("review");
  private static final byte[] PROMOTION = ready("promotion");
  private static final byte[] PROPERTIES = ready("properties");
  private static final byte[] TRAITS = ready("traits");
  private static final byte[] CHANNEL = ready("channel");
  private static final byte[] DEVICE_TYPE = ready("deviceType");
  private static final byte[] DEVICE_ID = ready("deviceId");
  private static final byte[] OS = ready("os");
  private static final byte[] USER_AGENT = ready("userAgent");
  private static final byte[] LOCALE = ready("locale");
  private static final byte[] TIMEZONE = ready("timezone");
  private static final byte[] COUNTRY = ready("country");
  private static final byte[] REGION = ready("region");
  private static final byte[] PAGE_URL = ready("pageUrl");
  private static final byte[] REFERRER = ready("referrer");
  private static final byte[] CAMPAIGN = ready("campaign");
  private static final byte[] IP = ready("ip");
  private static final byte[] NAME = ready("name");
  private static final byte[] MEDIUM = ready("medium");
  private static final byte[] TERM = ready("term");
  private static final byte[] CONTENT = ready("content");
  private static final byte[] PRODUCT_ID = ready("productId");
  private static final byte[] CATEGORY_PATH = ready("categoryPath");
  private static final byte[] BRAND = ready("brand");
  private static final byte[] PRICE = ready("price");
  private static final byte[] QUANTITY = ready("quantity");
  private static final byte[] COUPON = ready("coupon");
  private static final byte[] ORDER_ID = ready("orderId");
  private static final byte[] REVENUE = ready("revenue");
  private static final byte[] TAX = ready("tax");
  private static final byte[] SHIPPING = ready("shipping");
  private static final byte[] DISCOUNT = ready("discount");
  private static final byte[] TOTAL = ready("total");
  private static final byte[] CURRENCY = ready("currency");
  private static final byte[] REVIEW_ID = ready("reviewId");
  private static final byte[] RATING = ready("rating");
  private static final byte[] BODY = ready("body");
  private static final byte[] PROMOTION_ID = ready("promotionId");
  private static final byte[] CAMPAIGN_ID = ready("campaignId");
  private static final byte[] OFFER_ID = ready("offerId");
  private static final byte[] CREATIVE = ready("creative");
  private static final byte[] PLACEMENT = ready("placement");
  private static final byte[] DECISION_ID = ready("decisionId");

  static void write(BehaviorEvent event, JsonBytes out) {
    out.open('{');
    text(out, SCHEMA, event.schema());
    text(out, MESSAGE_ID, event.messageId());
    text(out, TYPE, event.type().name());
    text(out, EVENT, event.event());
    text(out, USER_ID, event.userId());
    text(out, ANONYMOUS_ID, event.anonymousId());
    text(out, PREVIOUS_ID, event.previousId());
    out.name(OCCURRED_AT);
    out.time(event.occurredAt());
    out.name(RECEIVED_AT);
    out.sharedTime(event.receivedAt()); // by all events of a request
    text(out, SOURCE, event.source());
    text(out, SESSION_ID, event.sessionId());
    if (event.context() != null) {
      out.name(CONTEXT);
      context(out, event.context());
    }
    out.name(PRODUCTS);
    out.open('[');
    for (EventProduct product : event.products()) {
      product(out, product);
    }
    out.close(']');
    if (event.order() != null) {
      out.name(ORDER);
      order(out, event.order());
    }
    text(out, QUERY, event.query());
    if (event.review() != null) {
      out.name(REVIEW);
      review(out, event.review());
    }
    if (event.promotion() != null) {
      out.name(PROMOTION);
      promotion(out, event.promotion());
    }
    out.name(PROPERTIES);
    object(out, event.properties());
    out.name(TRAITS);
    object(out, event.traits());
    out.close('}');
  }

  private static void context(JsonBytes out, EventContext context) {
    out.open('{');
    text(out, CHANNEL, context.channel());
    text(out, DEVICE_TYPE, context.deviceType());
    text(out, DEVICE_ID, context.deviceId());
    text(out, OS, context.os());
    text(out, USER_AGENT, context.userAgent());
    text(out, LOCALE, context.locale());
    text(out, TIMEZONE, context.timezone());
    text(out, COUNTRY, context.country());
    text(out, REGION, context.region());
    text(out, PAGE_URL, context.pageUrl());
    text(out, REFERRER, context.referrer());
    if (context.campaign() != null) {
      out.name(CAMPAIGN);
      campaign(out, context.campaign());
    }
    text(out, IP, context.ip());
    out.close('}');
  }

  private static void campaign(JsonBytes out, EventCampaign campaign) {
    out.open('{');
    text(out, NAME, campaign.name());
    text(out, SOURCE, campaign.source());
    text(out, MEDIUM, campaign.medium());
    text(out, TERM, campaign.term());
    text(out, CONTENT, campaign.content());
    out.close('}');
  }

  private static void product(JsonBytes out, EventProduct product) {
    out.open('{');
    text(out, PRODUCT_ID, product.productId());
    text(out, NAME, product.name());
    out.name(CATEGORY_PATH);
    out.open('[');
    for (String each : product.categoryPath()) {
      out.text(each);
    }
    out.close(']');
    text(out, BRAND, product.brand());
    amount(out, PRICE, product.price());
    out.name(QUANTITY);
    out.number(product.quantity());
    text(out, COUPON, product.coupon());
    out.close('}');
  }

  private static void order(JsonBytes out, EventOrder order) {
    out.open('{');
    text(out, ORDER_ID, order.orderId());
    amount(out, REVENUE, order.revenue());
    amount(out, TAX, order.tax());
    amount(out, SHIPPING, order.shipping());
    amount(out, DISCOUNT, order.discount());
    amount(out, TOTAL, order.total());
    text(out, COUPON, order.coupon());
    text(out, CURRENCY, order.currency());
    out.close('}');
  }

  private static void review(JsonBytes out, EventReview review) {
    out.open('{');
    text(out, REVIEW_ID, review.reviewId());
    if (review.rating() != null) {
      out.name(RATING);
      out.written(ContractJson.write(review.rating()));
    }
    text(out, BODY, review.body());
    out.close('}');
  }

  private static void promotion(JsonBytes out, EventPromotion promotion) {
    out.open('{');
    text(out, PROMOTION_ID, promotion.promotionId());
    text(out, CAMPAIGN_ID, promotion.campaignId());
    text(out, OFFER_ID, promotion.offerId());
    text(out, CREATIVE, promotion.creative());
    text(out, PLACEMENT, promotion.placement());
    text(out, DECISION_ID, promotion.decisionId());
    out.close('}');
  }

  private static void text(JsonBytes out, byte[] name, @Nullable String text) {
    if (text != null) {
      out.name(name);
      out.text(text);
    }
  }

  private static void amount(JsonBytes out, byte[] name, @Nullable BigDecimal amount) {
    if (amount != null) {
      out.name(name);
      out.number(amount);
    }
  }

  private static void object(JsonBytes out, Map<?, ?> object) {
    out.open('{');
    object.forEach(
        (name, value) -> {
          out.name(name.toString());
          value(out, value);
        });
    out.close('}');
  }

  private static void value(JsonBytes out, @Nullable Object value) {
    switch (value) {
      case null -> out.literal("null");
      case String text -> out.text(text);
      case Long number -> out.number(number);
      case BigDecimal number -> out.number(number);
      case Boolean truth -> out.truth(truth);
      case Map<?, ?> object -> object(out, object);
      case List<?> list -> {
        out.open('[');
        for (Object each : list) {
          value(out, each);
        }
        out.close(']');
      }
      default -> out.written(ContractJson.write(value));
    }
  }

  private BehaviorEventJson() {}
}
