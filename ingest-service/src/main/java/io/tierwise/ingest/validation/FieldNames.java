package io.tierwise.ingest.validation;

/** The fields of an event that mean something, by numbers; all others are 0. */
final class FieldNames {
  private static final KnownNames NAMES = new KnownNames();

  static final int TYPE = NAMES.add("type");
  static final int MESSAGE_ID = NAMES.add("messageId");
  static final int USER_ID = NAMES.add("userId");
  static final int ANONYMOUS_ID = NAMES.add("anonymousId");
  static final int TIMESTAMP = NAMES.add("timestamp");
  static final int ORIGINAL_TIMESTAMP = NAMES.add("originalTimestamp");
  static final int SENT_AT = NAMES.add("sentAt");
  static final int EVENT = NAMES.add("event");
  static final int NAME = NAMES.add("name");
  static final int CATEGORY = NAMES.add("category");
  static final int CHANNEL = NAMES.add("channel");
  static final int CONTEXT = NAMES.add("context");
  static final int PROPERTIES = NAMES.add("properties");
  static final int TRAITS = NAMES.add("traits");

  static final int SESSION_ID = NAMES.add("sessionId");
  static final int SESSION_ID_SNAKE = NAMES.add("session_id");
  static final int DEVICE = NAMES.add("device");
  static final int ID = NAMES.add("id");
  static final int OS = NAMES.add("os");
  static final int USER_AGENT = NAMES.add("userAgent");
  static final int LOCALE = NAMES.add("locale");
  static final int TIMEZONE = NAMES.add("timezone");
  static final int LOCATION = NAMES.add("location");
  static final int COUNTRY = NAMES.add("country");
  static final int REGION = NAMES.add("region");
  static final int PAGE = NAMES.add("page");
  static final int URL = NAMES.add("url");
  static final int REFERRER = NAMES.add("referrer");
  static final int CAMPAIGN = NAMES.add("campaign");
  static final int SOURCE = NAMES.add("source");
  static final int MEDIUM = NAMES.add("medium");
  static final int TERM = NAMES.add("term");
  static final int CONTENT = NAMES.add("content");
  static final int IP = NAMES.add("ip");

  static final int CURRENCY = NAMES.add("currency");
  static final int PRODUCTS = NAMES.add("products");
  static final int PRODUCT_ID = NAMES.add("product_id");
  static final int PRODUCT_ID_CAMEL = NAMES.add("productId");
  static final int SKU = NAMES.add("sku");
  static final int CATEGORY_PATH = NAMES.add("category_path");
  static final int CATEGORY_PATH_CAMEL = NAMES.add("categoryPath");
  static final int BRAND = NAMES.add("brand");
  static final int PRICE = NAMES.add("price");
  static final int QUANTITY = NAMES.add("quantity");
  static final int COUPON = NAMES.add("coupon");
  static final int ORDER_ID = NAMES.add("order_id");
  static final int ORDER_ID_CAMEL = NAMES.add("orderId");
  static final int REVENUE = NAMES.add("revenue");
  static final int TOTAL = NAMES.add("total");
  static final int SUBTOTAL = NAMES.add("subtotal");
  static final int TAX = NAMES.add("tax");
  static final int SHIPPING = NAMES.add("shipping");
  static final int DISCOUNT = NAMES.add("discount");
  static final int QUERY = NAMES.add("query");
  static final int RATING = NAMES.add("rating");
  static final int REVIEW_ID = NAMES.add("review_id");
  static final int REVIEW_ID_CAMEL = NAMES.add("reviewId");
  static final int REVIEW_BODY = NAMES.add("review_body");
  static final int REVIEW_BODY_CAMEL = NAMES.add("reviewBody");
  static final int BODY = NAMES.add("body");
  static final int REVIEW = NAMES.add("review");
  static final int PROMOTION_ID = NAMES.add("promotion_id");
  static final int PROMOTION_ID_CAMEL = NAMES.add("promotionId");
  static final int CAMPAIGN_ID = NAMES.add("campaign_id");
  static final int CAMPAIGN_ID_CAMEL = NAMES.add("campaignId");
  static final int OFFER_ID = NAMES.add("offer_id");
  static final int OFFER_ID_CAMEL = NAMES.add("offerId");
  static final int CREATIVE = NAMES.add("creative");
  static final int PLACEMENT = NAMES.add("placement");
  static final int POSITION = NAMES.add("position");
  static final int DECISION_ID = NAMES.add("decision_id");
  static final int DECISION_ID_CAMEL = NAMES.add("decisionId");

  /** How many numbers there are. */
  static final int COUNT = NAMES.count();

  static int of(byte[] bytes, int from, int to) {
    return NAMES.of(bytes, from, to);
  }

  private FieldNames() {}
}
