package io.tierwise.ingest.validation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Events with any of the fields that mean something, most of them good, some of them strange. */
final class RandomEvents {
  private static final String[] EVENTS = {
    "Product Viewed", "Product Added", "Product Reviewed", "Products Searched", "Order Completed",
    "Order Refunded", "Checkout Started", "Promotion Clicked", "Promotion Viewed", "Cart Viewed",
    "Coupon Applied", "Product List Viewed", "Signed Up", "Order completed"
  };
  private static final String[] TEXTS = {
    "web",
    "a b",
    "Home > Kitchen",
    "Home/Kitchen / Pans",
    "5",
    "caf\u00e9",
    "\u65e5\u672c/\u3000x",
    " padded ",
    "https://shop.example/p?a=b&c",
    "\ud83d\ude00",
    "x > \u00e9 > ",
    "/",
    "4.5",
    "a",
    "b c"
  };
  private static final String[] STRANGE = {
    "null",
    "\"\"",
    "\" \"",
    "\"\u3000\"",
    "true",
    "{}",
    "[]",
    "[\"a\",\"b\"]",
    "{\"a\":[1, null]}",
    "-1",
    "0",
    "1.0",
    "-0",
    "-0.0",
    "0.50",
    "1e3",
    "12345678901.25",
    "0.0000000001",
    "123456789012",
    "\"a\\nb\"",
    "\"anon:x\"",
    "\"\u0085\"",
    "7",
    "\"\u007f\"",
    "\"EUR\"",
    "\"eur\"",
    "\"2026-11-22\"",
    "1000001"
  };
  private static final String[] TIMES = {
    "2026-11-22T09:30:00.123Z", "2026-11-22T09:30:00Z", "2026-11-22T09:30:00.120Z",
    "2026-11-22T09:30:00.000Z", "2026-11-22T09:30:00.5Z", "2026-11-22T09:30:00+01:00",
    "2026-02-30T09:30:00Z", "1989-11-22T09:30:00Z", "2026-11-24T09:30:00Z"
  };

  /** With a value in many fields. */
  static String usualEvent() {
    return """
        {"type":"track","event":"Order Completed","messageId":"b","userId":"b","anonymousId":"b",\
        "context":{"sessionId":"b","channel":"b","campaign":{"name":"b"},"device":{"type":"b"}},\
        "properties":{"order_id":"b","revenue":1,"total":2,"coupon":"b","currency":"GBP",\
        "products":[{"product_id":"b","name":"b","price":1,"b":1}],"b":{"b":2}},"traits":{"b":3}}""";
  }

  private final Random random;
  private final double strange;

  /**
   * @param strange the share of values that are
   */
  RandomEvents(long seed, double strange) {
    this.random = new Random(seed);
    this.strange = strange;
  }

  String next() {
    List<String> fields = new ArrayList<>();
    put(
        fields,
        "type",
        text("track", "track", "track", "track", "page", "identify", "screen", "alias"),
        1);
    put(fields, "event", text(EVENTS), 1);
    put(fields, "messageId", text("m-1", "m-2"), 1);
    put(fields, "userId", text("u-1", "u-2"), .6);
    put(fields, "anonymousId", text("a-1", "a-2"), .8);
    put(
        fields,
        "timestamp",
        text(TIMES[0], TIMES[1], TIMES[2], TIMES[0], TIMES[random.nextInt(9)]),
        .9);
    put(fields, "context", context(), .8);
    put(fields, "properties", properties(), .9);
    put(fields, "traits", some(Map.of("email", text(TEXTS), "age", "31", "a", "{\"b\":[]}")), .3);
    put(fields, "name", text(TEXTS), .2);
    for (String rare : List.of("category", "channel", "sentAt", "originalTimestamp", "groupId")) {
      put(fields, rare, text(TEXTS), .01);
    }
    return object(fields);
  }

  private String context() {
    Map<String, String> fields = new TreeMap<>();
    for (String label : List.of("channel", "locale", "timezone", "userAgent", "ip", "other")) {
      fields.put(label, text(TEXTS));
    }
    fields.put("sessionId", text("s-1"));
    fields.put("session_id", text("s-2"));
    fields.put("device", some(Map.of("type", text(TEXTS), "id", text(TEXTS))));
    fields.put("os", some(Map.of("name", text(TEXTS), "version", "12")));
    fields.put("location", some(Map.of("country", text("GB"), "region", text(TEXTS))));
    fields.put("page", some(Map.of("url", text(TEXTS), "referrer", text(TEXTS))));
    fields.put("referrer", some(Map.of("url", text(TEXTS), "id", text("r"))));
    fields.put(
        "campaign",
        some(Map.of("name", text(TEXTS), "source", text(TEXTS), "id", "3", "term", text("t"))));
    return some(fields);
  }

  private String properties() {
    Map<String, String> fields = new TreeMap<>(product());
    for (String amount : List.of("revenue", "total", "subtotal", "tax", "shipping", "discount")) {
      fields.put(amount, amount());
    }
    for (String id : List.of("order_id", "orderId", "session_id", "sessionId", "list_id")) {
      fields.put(id, text("i-1", "i-2"));
    }
    for (String id : List.of("promotion_id", "campaignId", "offer_id", "creative", "placement")) {
      fields.put(id, text("p-1", "p-2"));
    }
    for (String id : List.of("position", "review_id", "review", "body", "decision_id", "query")) {
      fields.put(id, random.nextInt(4) == 0 ? "3" : text(TEXTS));
    }
    fields.put("rating", String.valueOf(1 + random.nextInt(5)));
    fields.put("free", "{\"a\" : [1,\n2.50, {\"b\":null}]}");
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      lines.add(random.nextDouble() < strange ? oneOf(STRANGE) : likely(product()));
    }
    fields.put("products", "[" + String.join(random.nextBoolean() ? "," : " , ", lines) + "]");
    return likely(fields);
  }

  private Map<String, String> product() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("product_id", text("p-1", "p-2"));
    fields.put("name", text(TEXTS));
    fields.put("category", text(TEXTS));
    fields.put("brand", text(TEXTS));
    fields.put("price", amount());
    fields.put("quantity", String.valueOf(1 + random.nextInt(3)));
    fields.put("coupon", text("SAVE10"));
    fields.put("currency", text("GBP"));
    if (random.nextInt(3) == 0) {
      fields.put("sku", text("k-1"));
      fields.put("categoryPath", text(TEXTS));
    }
    return fields;
  }

  private String amount() {
    return random.nextInt(1_000) + (random.nextBoolean() ? "" : "." + random.nextInt(100));
  }

  private String text(String... texts) {
    return '"' + oneOf(texts) + '"';
  }

  private String oneOf(String... values) {
    return values[random.nextInt(values.length)];
  }

  private String some(Map<String, String> fields) {
    return object(fields, .5);
  }

  private String likely(Map<String, String> fields) {
    return object(fields, .8);
  }

  private String object(Map<String, String> fields, double chance) {
    List<String> chosen = new ArrayList<>();
    new TreeMap<>(fields).forEach((name, value) -> put(chosen, name, value, chance));
    return object(chosen);
  }

  private void put(List<String> fields, String name, String value, double chance) {
    if (random.nextDouble() < chance) {
      String put = random.nextDouble() < strange ? oneOf(STRANGE) : value;
      fields.add('"' + name + "\":" + (random.nextInt(50) == 0 ? " " : "") + put);
    }
  }

  private String object(List<String> fields) {
    Collections.shuffle(fields, random);
    return "{" + String.join(",", fields) + "}";
  }
}
