package io.tierwise.contracts;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventCampaign;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes events field by field: nearly everything that crosses a topic is one, and the general way
 * asks about forty fields of an event, most of them absent, through as many objects.
 */
final class BehaviorEventJson extends ValueSerializer<BehaviorEvent> {
  private static final SerializedString SCHEMA = new SerializedString("schema");
  private static final SerializedString MESSAGE_ID = new SerializedString("messageId");
  private static final SerializedString TYPE = new SerializedString("type");
  private static final SerializedString EVENT = new SerializedString("event");
  private static final SerializedString USER_ID = new SerializedString("userId");
  private static final SerializedString ANONYMOUS_ID = new SerializedString("anonymousId");
  private static final SerializedString PREVIOUS_ID = new SerializedString("previousId");
  private static final SerializedString OCCURRED_AT = new SerializedString("occurredAt");
  private static final SerializedString RECEIVED_AT = new SerializedString("receivedAt");
  private static final SerializedString SOURCE = new SerializedString("source");
  private static final SerializedString SESSION_ID = new SerializedString("sessionId");
  private static final SerializedString CONTEXT = new SerializedString("context");
  private static final SerializedString PRODUCTS = new SerializedString("products");
  private static final SerializedString ORDER = new SerializedString("order");
  private static final SerializedString QUERY = new SerializedString("query");
  private static final SerializedString REVIEW = new SerializedString("review");
  private static final SerializedString PROMOTION = new SerializedString("promotion");
  private static final SerializedString PROPERTIES = new SerializedString("properties");
  private static final SerializedString TRAITS = new SerializedString("traits");
  private static final SerializedString CHANNEL = new SerializedString("channel");
  private static final SerializedString DEVICE_TYPE = new SerializedString("deviceType");
  private static final SerializedString DEVICE_ID = new SerializedString("deviceId");
  private static final SerializedString OS = new SerializedString("os");
  private static final SerializedString USER_AGENT = new SerializedString("userAgent");
  private static final SerializedString LOCALE = new SerializedString("locale");
  private static final SerializedString TIMEZONE = new SerializedString("timezone");
  private static final SerializedString COUNTRY = new SerializedString("country");
  private static final SerializedString REGION = new SerializedString("region");
  private static final SerializedString PAGE_URL = new SerializedString("pageUrl");
  private static final SerializedString REFERRER = new SerializedString("referrer");
  private static final SerializedString CAMPAIGN = new SerializedString("campaign");
  private static final SerializedString IP = new SerializedString("ip");
  private static final SerializedString NAME = new SerializedString("name");
  private static final SerializedString MEDIUM = new SerializedString("medium");
  private static final SerializedString TERM = new SerializedString("term");
  private static final SerializedString CONTENT = new SerializedString("content");
  private static final SerializedString PRODUCT_ID = new SerializedString("productId");
  private static final SerializedString CATEGORY_PATH = new SerializedString("categoryPath");
  private static final SerializedString BRAND = new SerializedString("brand");
  private static final SerializedString PRICE = new SerializedString("price");
  private static final SerializedString QUANTITY = new SerializedString("quantity");
  private static final SerializedString COUPON = new SerializedString("coupon");
  private static final SerializedString ORDER_ID = new SerializedString("orderId");
  private static final SerializedString REVENUE = new SerializedString("revenue");
  private static final SerializedString TAX = new SerializedString("tax");
  private static final SerializedString SHIPPING = new SerializedString("shipping");
  private static final SerializedString DISCOUNT = new SerializedString("discount");
  private static final SerializedString TOTAL = new SerializedString("total");
  private static final SerializedString CURRENCY = new SerializedString("currency");
  private static final SerializedString REVIEW_ID = new SerializedString("reviewId");
  private static final SerializedString RATING = new SerializedString("rating");
  private static final SerializedString BODY = new SerializedString("body");
  private static final SerializedString PROMOTION_ID = new SerializedString("promotionId");
  private static final SerializedString CAMPAIGN_ID = new SerializedString("campaignId");
  private static final SerializedString OFFER_ID = new SerializedString("offerId");
  private static final SerializedString CREATIVE = new SerializedString("creative");
  private static final SerializedString PLACEMENT = new SerializedString("placement");
  private static final SerializedString DECISION_ID = new SerializedString("decisionId");

  @Override
  public Class<BehaviorEvent> handledType() {
    return BehaviorEvent.class;
  }

  @Override
  public void serialize(BehaviorEvent event, JsonGenerator out, SerializationContext context) {
    out.writeStartObject();
    text(out, SCHEMA, event.schema());
    text(out, MESSAGE_ID, event.messageId());
    text(out, TYPE, event.type().name());
    text(out, EVENT, event.event());
    text(out, USER_ID, event.userId());
    text(out, ANONYMOUS_ID, event.anonymousId());
    text(out, PREVIOUS_ID, event.previousId());
    time(out, OCCURRED_AT, event.occurredAt(), context);
    time(out, RECEIVED_AT, event.receivedAt(), context);
    text(out, SOURCE, event.source());
    text(out, SESSION_ID, event.sessionId());
    if (event.context() != null) {
      out.writeName(CONTEXT);
      context(out, event.context());
    }
    out.writeName(PRODUCTS);
    out.writeStartArray();
    for (EventProduct product : event.products()) {
      product(out, product);
    }
    out.writeEndArray();
    if (event.order() != null) {
      out.writeName(ORDER);
      order(out, event.order());
    }
    text(out, QUERY, event.query());
    if (event.review() != null) {
      out.writeName(REVIEW);
      review(out, event.review());
    }
    if (event.promotion() != null) {
      out.writeName(PROMOTION);
      promotion(out, event.promotion());
    }
    out.writeName(PROPERTIES);
    object(out, event.properties(), context);
    out.writeName(TRAITS);
    object(out, event.traits(), context);
    out.writeEndObject();
  }

  private static void context(JsonGenerator out, EventContext context) {
    out.writeStartObject();
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
      out.writeName(CAMPAIGN);
      campaign(out, context.campaign());
    }
    text(out, IP, context.ip());
    out.writeEndObject();
  }

  private static void campaign(JsonGenerator out, EventCampaign campaign) {
    out.writeStartObject();
    text(out, NAME, campaign.name());
    text(out, SOURCE, campaign.source());
    text(out, MEDIUM, campaign.medium());
    text(out, TERM, campaign.term());
    text(out, CONTENT, campaign.content());
    out.writeEndObject();
  }

  private static void product(JsonGenerator out, EventProduct product) {
    out.writeStartObject();
    text(out, PRODUCT_ID, product.productId());
    text(out, NAME, product.name());
    out.writeName(CATEGORY_PATH);
    out.writeStartArray();
    for (String each : product.categoryPath()) {
      out.writeString(each);
    }
    out.writeEndArray();
    text(out, BRAND, product.brand());
    amount(out, PRICE, product.price());
    out.writeName(QUANTITY);
    out.writeNumber(product.quantity());
    text(out, COUPON, product.coupon());
    out.writeEndObject();
  }

  private static void order(JsonGenerator out, EventOrder order) {
    out.writeStartObject();
    text(out, ORDER_ID, order.orderId());
    amount(out, REVENUE, order.revenue());
    amount(out, TAX, order.tax());
    amount(out, SHIPPING, order.shipping());
    amount(out, DISCOUNT, order.discount());
    amount(out, TOTAL, order.total());
    text(out, COUPON, order.coupon());
    text(out, CURRENCY, order.currency());
    out.writeEndObject();
  }

  private static void review(JsonGenerator out, EventReview review) {
    out.writeStartObject();
    text(out, REVIEW_ID, review.reviewId());
    if (review.rating() != null) {
      out.writeName(RATING);
      out.writeNumber(review.rating());
    }
    text(out, BODY, review.body());
    out.writeEndObject();
  }

  private static void promotion(JsonGenerator out, EventPromotion promotion) {
    out.writeStartObject();
    text(out, PROMOTION_ID, promotion.promotionId());
    text(out, CAMPAIGN_ID, promotion.campaignId());
    text(out, OFFER_ID, promotion.offerId());
    text(out, CREATIVE, promotion.creative());
    text(out, PLACEMENT, promotion.placement());
    text(out, DECISION_ID, promotion.decisionId());
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, SerializedString name, @Nullable String text) {
    if (text != null) {
      out.writeName(name);
      out.writeString(text);
    }
  }

  private static void amount(
      JsonGenerator out, SerializedString name, @Nullable BigDecimal amount) {
    if (amount != null) {
      out.writeName(name);
      out.writeNumber(amount);
    }
  }

  private static void time(
      JsonGenerator out, SerializedString name, Instant time, SerializationContext context) {
    out.writeName(name);
    InstantJson.write(time, out, context);
  }

  private static void object(JsonGenerator out, Map<?, ?> object, SerializationContext context) {
    out.writeStartObject();
    object.forEach(
        (name, value) -> {
          out.writeName(name.toString());
          value(out, value, context);
        });
    out.writeEndObject();
  }

  private static void value(
      JsonGenerator out, @Nullable Object value, SerializationContext context) {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Long number -> out.writeNumber(number);
      case BigDecimal number -> out.writeNumber(number);
      case Boolean truth -> out.writeBoolean(truth);
      case Map<?, ?> object -> object(out, object, context);
      case List<?> list -> {
        out.writeStartArray();
        for (Object each : list) {
          value(out, each, context);
        }
        out.writeEndArray();
      }
      default -> context.writeValue(out, value);
    }
  }
}
