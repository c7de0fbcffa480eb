package io.tierwise.ingest.validation;

import static io.tierwise.ingest.validation.JsonTape.NONE;
import static io.tierwise.ingest.validation.UsualFields.ready;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tierwise.contracts.ingest.EventNames;

/**
 * The shop's part of an event of the usual look, as {@link CommerceReader} reads it: amounts are in
 * the base currency, and an order says its revenue. All others are left to it.
 */
final class UsualCommerce {
  private static final int MAX_LABEL = 500;
  private static final int MAX_CATEGORY = 1_000;
  private static final int MAX_LEVELS = 10;
  private static final int MAX_QUERY = 1_000;
  private static final int MAX_REVIEW = 20_000;

  /** Characters of an amount, so that it is neither too large nor too precise. */
  private static final int MAX_AMOUNT = 10;

  /** Digits of a quantity, likewise. */
  private static final int MAX_QUANTITY = 6;

  private static final KnownNames EVENTS = new KnownNames();
  private static final int REVIEWED = EVENTS.add(EventNames.PRODUCT_REVIEWED);
  private static final int LAST_OF_PRODUCTS;
  private static final int LAST_OF_ORDERS;
  private static final int CHECKOUT_STARTED;
  private static final int SEARCHED;
  private static final int PROMOTION_VIEWED;
  private static final int PROMOTION_CLICKED;

  static {
    EVENTS.add(EventNames.PRODUCT_CLICKED);
    EVENTS.add(EventNames.PRODUCT_VIEWED);
    EVENTS.add(EventNames.PRODUCT_ADDED);
    EVENTS.add(EventNames.PRODUCT_REMOVED);
    EVENTS.add(EventNames.PRODUCT_SHARED);
    LAST_OF_PRODUCTS = EVENTS.add(EventNames.PRODUCT_ADDED_TO_WISHLIST);
    EVENTS.add(EventNames.ORDER_COMPLETED);
    EVENTS.add(EventNames.ORDER_UPDATED);
    EVENTS.add(EventNames.ORDER_REFUNDED);
    LAST_OF_ORDERS = EVENTS.add(EventNames.ORDER_CANCELLED);
    CHECKOUT_STARTED = EVENTS.add(EventNames.CHECKOUT_STARTED);
    SEARCHED = EVENTS.add(EventNames.PRODUCTS_SEARCHED);
    PROMOTION_VIEWED = EVENTS.add(EventNames.PROMOTION_VIEWED);
    PROMOTION_CLICKED = EVENTS.add(EventNames.PROMOTION_CLICKED);
    EVENTS.add(EventNames.PRODUCT_LIST_VIEWED);
    EVENTS.add(EventNames.CART_VIEWED);
    EVENTS.add(EventNames.COUPON_APPLIED);
  }

  private static final byte[] PRODUCTS = ready("products");
  private static final byte[] PRODUCT = {','};
  private static final byte[] PRODUCT_ID = ready("productId");
  private static final byte[] NAME = ready("name");
  private static final byte[] CATEGORY_PATH = ready("categoryPath");
  private static final byte[] BRAND = ready("brand");
  private static final byte[] PRICE = ready("price");
  private static final byte[] QUANTITY = ready("quantity");
  private static final byte[] ONE = ",\"quantity\":1".getBytes(US_ASCII);
  private static final byte[] COUPON = ready("coupon");
  private static final byte[] ORDER = ready("order");
  private static final byte[] ORDER_ID = ready("orderId");
  private static final byte[] REVENUE = ready("revenue");
  private static final byte[] TAX = ready("tax");
  private static final byte[] SHIPPING = ready("shipping");
  private static final byte[] DISCOUNT = ready("discount");
  private static final byte[] TOTAL = ready("total");
  private static final byte[] CURRENCY = ready("currency");
  private static final byte[] QUERY = ready("query");
  private static final byte[] REVIEW = ready("review");
  private static final byte[] REVIEW_ID = ready("reviewId");
  private static final byte[] RATING = ready("rating");
  private static final byte[] BODY = ready("body");
  private static final byte[] PROMOTION = ready("promotion");
  private static final byte[] PROMOTION_ID = ready("promotionId");
  private static final byte[] CAMPAIGN_ID = ready("campaignId");
  private static final byte[] OFFER_ID = ready("offerId");
  private static final byte[] CREATIVE = ready("creative");
  private static final byte[] PLACEMENT = ready("placement");
  private static final byte[] DECISION_ID = ready("decisionId");

  private final byte[] bytes;
  private final UsualFields fields;
  private final byte[] base;
  private int lines;

  UsualCommerce(byte[] bytes, UsualFields fields, ExchangeRates rates) {
    this.bytes = bytes;
    this.fields = fields;
    this.base = rates.base().getBytes(US_ASCII);
  }

  /** Writes an empty list of products. */
  void putNothing() {
    lines = NONE;
    fields.end(fields.begin(PRODUCTS), '[', ']');
  }

  /**
   * Writes products, order, query, review and promotion.
   *
   * @param name of the event
   */
  void put(int name, int properties) {
    int event = EVENTS.of(bytes, fields.from(name), fields.to(name));
    if (event == KnownNames.UNKNOWN) {
      putNothing();
      return;
    }
    fields.open(properties);
    int currency = currency();
    lines = fields.array(FieldNames.PRODUCTS);
    int list = fields.begin(PRODUCTS);
    if (event <= LAST_OF_PRODUCTS && (!hasLines() || fields.has(productId()))) {
      putProduct();
    }
    putLines(properties);
    fields.end(list, '[', ']');
    if (event > LAST_OF_PRODUCTS && event <= LAST_OF_ORDERS
        || event == CHECKOUT_STARTED && fields.has(orderId())) {
      putOrder(currency);
    } else if (event == SEARCHED) {
      fields.put(QUERY, fields.text(FieldNames.QUERY, MAX_QUERY));
    } else if (event == REVIEWED) {
      putReview();
    } else if (event == PROMOTION_VIEWED || event == PROMOTION_CLICKED) {
      putPromotion();
    }
  }

  /** Writes what nobody took of the lines, behind the rest of the properties. */
  void putRestOfLines() {
    int end = lines == NONE ? NONE : fields.next(lines);
    boolean left = false;
    for (int line = lines + 1; line < end; line = fields.next(line)) {
      left |= fields.hasRest(line);
    }
    if (!left) {
      return;
    }
    int list = fields.begin(PRODUCTS);
    for (int line = lines + 1; line < end; line = fields.next(line)) {
      int rest = fields.begin(PRODUCT);
      fields.putRest(line);
      fields.end(rest, '{', '}');
    }
    fields.end(list, '[', ']');
  }

  private boolean hasLines() {
    return lines != NONE && !fields.isEmpty(lines);
  }

  private void putLines(int properties) {
    if (!hasLines()) {
      return;
    }
    int end = fields.next(lines);
    for (int line = lines + 1; line < end; line = fields.next(line)) {
      if (!fields.isObject(line)) {
        fields.doubt();
        return;
      }
      fields.open(line);
      putProduct();
    }
    fields.reopen(properties);
  }

  private void putProduct() {
    int id = fields.id(productId());
    fields.doubtUnless(id);
    int name = fields.label(FieldNames.NAME, MAX_LABEL);
    int category =
        fields.take(
            fields.nameOf(
                FieldNames.CATEGORY, FieldNames.CATEGORY_PATH, FieldNames.CATEGORY_PATH_CAMEL));
    int brand = fields.label(FieldNames.BRAND, MAX_LABEL);
    currency();
    int price = amount(FieldNames.PRICE);
    int quantity = quantity();
    int coupon = fields.label(FieldNames.COUPON, MAX_LABEL);
    int product = fields.begin(PRODUCT);
    fields.put(PRODUCT_ID, id);
    fields.put(NAME, name);
    putCategory(category);
    fields.put(BRAND, brand);
    fields.putNumber(PRICE, price);
    if (quantity == NONE) {
      fields.put(ONE);
    } else {
      fields.putNumber(QUANTITY, quantity);
    }
    fields.put(COUPON, coupon);
    fields.end(product, '{', '}');
  }

  private int productId() {
    return fields.nameOf(FieldNames.PRODUCT_ID, FieldNames.PRODUCT_ID_CAMEL, FieldNames.SKU);
  }

  private int orderId() {
    return fields.nameOf(FieldNames.ORDER_ID, FieldNames.ORDER_ID_CAMEL);
  }

  /** What names another currency than the base is converted by others. */
  private int currency() {
    if (!fields.has(FieldNames.CURRENCY) || fields.isTaken(FieldNames.CURRENCY)) {
      return NONE;
    }
    int currency = fields.take(FieldNames.CURRENCY);
    if (!fields.is(currency, base)) {
      fields.doubt();
    }
    return currency;
  }

  private int amount(int name) {
    int amount = fields.take(name);
    if (amount != NONE
        && !(fields.isNumber(amount)
            && bytes[fields.from(amount)] != '-'
            && fields.length(amount) <= MAX_AMOUNT)) {
      fields.doubt();
    }
    return amount;
  }

  private int quantity() {
    int quantity = fields.take(FieldNames.QUANTITY);
    if (quantity != NONE
        && !(fields.isInteger(quantity)
            && bytes[fields.from(quantity)] > '0'
            && fields.length(quantity) <= MAX_QUANTITY)) {
      fields.doubt();
    }
    return quantity;
  }

  private void putCategory(int category) {
    int path = fields.begin(CATEGORY_PATH);
    if (category != NONE) {
      if (fields.isText(category) && fields.length(category) <= MAX_CATEGORY) {
        putLevels(fields.from(category), fields.to(category));
      } else {
        fields.doubt();
      }
    }
    fields.end(path, '[', ']');
  }

  private void putLevels(int from, int to) {
    byte separator = '/';
    for (int i = from; i < to; i++) {
      if (bytes[i] == '>') {
        separator = '>';
        break;
      }
    }
    int levels = 0;
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || bytes[i] == separator) {
        levels += putLevel(start, i);
        start = i + 1;
      }
    }
    if (levels > MAX_LEVELS) {
      fields.doubt();
    }
  }

  /**
   * @return how many levels: none where it is blank
   */
  private int putLevel(int from, int to) {
    int first = from;
    int end = to;
    while (first < end && bytes[first] == ' ') {
      first++;
    }
    while (first < end && bytes[end - 1] == ' ') {
      end--;
    }
    if (first == end) {
      return 0;
    }
    if (bytes[first] < 0 || bytes[end - 1] < 0) {
      fields.doubt(); // there may be spaces beyond ASCII
    }
    fields.put(',');
    fields.put('"');
    fields.copy(first, end);
    fields.put('"');
    return 1;
  }

  private void putOrder(int currency) {
    int id = fields.id(orderId());
    fields.doubtUnless(id);
    int revenue = amount(FieldNames.REVENUE);
    fields.doubtUnless(revenue);
    int total = amount(FieldNames.TOTAL);
    amount(FieldNames.SUBTOTAL);
    int tax = amount(FieldNames.TAX);
    int shipping = amount(FieldNames.SHIPPING);
    int discount = amount(FieldNames.DISCOUNT);
    int coupon = fields.label(FieldNames.COUPON, MAX_LABEL);
    int order = fields.begin(ORDER);
    fields.put(ORDER_ID, id);
    fields.putNumber(REVENUE, revenue);
    fields.putNumber(TAX, tax);
    fields.putNumber(SHIPPING, shipping);
    fields.putNumber(DISCOUNT, discount);
    fields.putNumber(TOTAL, total);
    fields.put(COUPON, coupon);
    fields.put(CURRENCY, currency);
    fields.end(order, '{', '}');
  }

  private void putReview() {
    int rating = fields.take(FieldNames.RATING);
    int id = fields.id(fields.nameOf(FieldNames.REVIEW_ID, FieldNames.REVIEW_ID_CAMEL));
    int body =
        fields.text(
            fields.nameOf(
                FieldNames.REVIEW_BODY,
                FieldNames.REVIEW_BODY_CAMEL,
                FieldNames.BODY,
                FieldNames.REVIEW),
            MAX_REVIEW);
    int review = fields.begin(REVIEW);
    fields.put(REVIEW_ID, id);
    if (rating != NONE) {
      putRating(rating);
    }
    fields.put(BODY, body);
    fields.end(review, '{', '}');
  }

  /** A whole one of 1 to 5, which is written as a number of floating point. */
  private void putRating(int rating) {
    byte digit = bytes[fields.from(rating)];
    if (!fields.isInteger(rating) || fields.length(rating) > 1 || digit < '1' || digit > '5') {
      fields.doubt();
    }
    fields.putNumber(RATING, rating);
    fields.put('.');
    fields.put('0');
  }

  private void putPromotion() {
    int promotion = fields.begin(PROMOTION);
    putId(PROMOTION_ID, FieldNames.PROMOTION_ID, FieldNames.PROMOTION_ID_CAMEL);
    putId(CAMPAIGN_ID, FieldNames.CAMPAIGN_ID, FieldNames.CAMPAIGN_ID_CAMEL);
    putId(OFFER_ID, FieldNames.OFFER_ID, FieldNames.OFFER_ID_CAMEL);
    fields.put(CREATIVE, fields.id(FieldNames.CREATIVE));
    putId(PLACEMENT, FieldNames.PLACEMENT, FieldNames.POSITION);
    putId(DECISION_ID, FieldNames.DECISION_ID, FieldNames.DECISION_ID_CAMEL);
    fields.end(promotion, '{', '}');
  }

  private void putId(byte[] ready, int name, int alias) {
    fields.put(ready, fields.id(fields.nameOf(name, alias)));
  }
}
