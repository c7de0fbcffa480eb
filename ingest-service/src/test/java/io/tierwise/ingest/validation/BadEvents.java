package io.tierwise.ingest.validation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** The kinds of bad input, one event each, with the one reason that must be given. */
public final class BadEvents {
  /**
   * @param field and code of the reason that must be among those given
   */
  public record Bad(String kind, byte[] json, String field, String code) {
    @Override
    public String toString() {
      return kind + " -> " + code;
    }
  }

  private final List<Bad> kinds = new ArrayList<>();

  public static List<Bad> all() {
    BadEvents bad = new BadEvents();
    bad.brokenForm();
    bad.identity();
    bad.envelope();
    bad.time();
    bad.money();
    bad.shop();
    return bad.kinds;
  }

  private void brokenForm() {
    raw("missing value", "{\"type\":\"track\",\"event\":}", "$", "broken-json");
    raw("missing comma", "{\"type\":\"track\" \"event\":\"x\"}", "$", "broken-json");
    raw("trailing comma", "{\"type\":\"track\",}", "$", "broken-json");
    raw("single quotes", "{'type':'track'}", "$", "broken-json");
    raw("comment", "{\"type\":\"track\"/* x */}", "$", "broken-json");
    raw("mismatched brackets", "{\"a\":[1}}", "$", "broken-json");
    raw("line break in text", "{\"type\":\"tr\nack\"}", "$", "broken-json");
    raw("NaN", track("\"price\":NaN"), "$", "broken-json");
    raw("leading zero", track("\"price\":007"), "$", "broken-json");
    raw("array instead of event", "[1,2]", "$", "wrong-type");
    raw("number instead of event", "42", "$", "wrong-type");
    raw("text instead of event", "\"track\"", "$", "wrong-type");
    raw("null instead of event", "null", "$", "wrong-type");
    raw("field given twice", "{\"userId\":\"a\",\"userId\":\"b\"}", "userId", "duplicate-field");
    kinds.add(
        new Bad(
            "Latin-1 text", track("\"q\":\"caf\u00e9\"").getBytes(ISO_8859_1), "$", "not-utf-8"));
    byte[] overlong = track("\"q\":\"xx\"").getBytes(UTF_8);
    int x = new String(overlong, UTF_8).indexOf("xx");
    overlong[x] = (byte) 0xc0;
    overlong[x + 1] = (byte) 0xaf;
    kinds.add(new Bad("overlong UTF-8", overlong, "$", "not-utf-8"));
    kinds.add(new Bad("UTF-16", "{\"type\":\"track\"}".getBytes(UTF_16), "$", "not-utf-8"));
    raw("half a surrogate pair", track("\"q\":\"\\ud83d\""), "properties.q", "invalid-unicode");
    raw("NUL in text", track("\"q\":\"a\\u0000b\""), "properties.q", "control-character");
    raw("NUL in a name", track("\"q\\u0000\":1"), "properties.q\\u0000", "control-character");
    raw(
        "long name",
        track("\"" + "n".repeat(257) + "\":1"),
        "properties." + "n".repeat(189) + "...",
        "too-long");
    raw("oversized", track("\"q\":\"" + "x".repeat(33_000) + "\""), "$", "too-large");
    raw(
        "deep nesting",
        track("\"a\":" + nested(11)),
        "properties.a" + "[0]".repeat(10),
        "too-deep");
    raw(
        "endless nesting",
        track("\"a\":" + nested(10_000)),
        "properties.a" + "[0]".repeat(10),
        "too-deep");
    raw("too many values", track("\"a\":[" + "1,".repeat(5_000) + "1]"), "$", "too-many-values");
    raw("too many fields", track(manyFields(301)), "properties", "too-many-fields");
    raw("number of 100 digits", track("\"a\":" + "9".repeat(100)), "properties.a", "out-of-range");
    raw("number of 2000 digits", track("\"a\":" + "9".repeat(2_000)), "$", "out-of-range");
    raw("absurd exponent", track("\"a\":1e999999999"), "properties.a", "out-of-range");
  }

  private void identity() {
    raw("no ids", "{\"type\":\"track\",\"event\":\"x\"}", "userId", "missing");
    raw("null ids", event("\"userId\":null,\"anonymousId\":null"), "userId", "missing");
    raw("empty user id", event("\"userId\":\"\""), "userId", "empty");
    raw("both ids empty", event("\"userId\":\"\",\"anonymousId\":\"\""), "userId", "empty");
    raw("blank user id", event("\"userId\":\"   \""), "userId", "empty");
    raw("long user id", event("\"userId\":\"" + "u".repeat(257) + "\""), "userId", "too-long");
    raw("user id as object", event("\"userId\":{\"id\":1}"), "userId", "wrong-type");
    raw("user id as fraction", event("\"userId\":1.5"), "userId", "wrong-type");
    raw("user id as boolean", event("\"userId\":true"), "userId", "wrong-type");
    raw("anonymous id as array", event("\"anonymousId\":[\"a\"]"), "anonymousId", "wrong-type");
    raw("reserved prefix", event("\"userId\":\"anon:u1\""), "userId", "reserved-prefix");
    raw(
        "log injection in user id",
        event("\"userId\":\"u1\\n2026-01-01 ERROR root logged in\""),
        "userId",
        "control-character");
    raw(
        "terminal escape in anonymous id",
        event("\"anonymousId\":\"\\u001b[2Jx\""),
        "anonymousId",
        "control-character");
    raw(
        "long message id",
        event("\"userId\":\"u\",\"messageId\":\"" + "m".repeat(101) + "\""),
        "messageId",
        "too-long");
    raw(
        "message id as array",
        event("\"userId\":\"u\",\"messageId\":[]"),
        "messageId",
        "wrong-type");
  }

  private void envelope() {
    raw("no type", "{\"userId\":\"u\",\"event\":\"x\"}", "type", "missing");
    raw("unknown type", "{\"userId\":\"u\",\"type\":\"buy\"}", "type", "unknown-type");
    raw("type in capitals", "{\"userId\":\"u\",\"type\":\"TRACK\"}", "type", "unknown-type");
    raw("type as number", "{\"userId\":\"u\",\"type\":1}", "type", "wrong-type");
    raw("track without name", "{\"type\":\"track\",\"userId\":\"u\"}", "event", "missing");
    raw(
        "blank event name",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\" \"}",
        "event",
        "empty");
    raw(
        "event name as number",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":5}",
        "event",
        "wrong-type");
    raw(
        "long event name",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"" + "e".repeat(201) + "\"}",
        "event",
        "too-long");
    raw(
        "line break in event name",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"a\\r\\nb\"}",
        "event",
        "control-character");
    raw(
        "properties as text",
        event("\"userId\":\"u\",\"properties\":\"x\""),
        "properties",
        "wrong-type");
    raw(
        "properties as array",
        event("\"userId\":\"u\",\"properties\":[]"),
        "properties",
        "wrong-type");
    raw("context as text", event("\"userId\":\"u\",\"context\":\"x\""), "context", "wrong-type");
    raw(
        "device as text",
        event("\"userId\":\"u\",\"context\":{\"device\":\"phone\"}"),
        "context.device",
        "wrong-type");
    raw(
        "traits as number",
        "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":7}",
        "traits",
        "wrong-type");
    raw("group without id", "{\"type\":\"group\",\"userId\":\"u\"}", "groupId", "missing");
    raw(
        "alias without former id",
        "{\"type\":\"alias\",\"userId\":\"u\"}",
        "previousId",
        "missing");
    raw(
        "alias without user",
        "{\"type\":\"alias\",\"anonymousId\":\"a\",\"previousId\":\"p\"}",
        "userId",
        "missing");
    raw(
        "alias to itself",
        "{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"u\"}",
        "previousId",
        "inconsistent");
  }

  private void time() {
    raw("future", timed("\"2126-11-24T12:00:00Z\""), "timestamp", "in-the-future");
    raw("far future", timed("\"9999-12-31T23:59:59Z\""), "timestamp", "in-the-future");
    raw("before 1990", timed("\"1970-01-01T00:00:00Z\""), "timestamp", "too-old");
    raw("time without offset", timed("\"2026-01-01T10:00:00\""), "timestamp", "invalid-timestamp");
    raw("day only", timed("\"2026-01-01\""), "timestamp", "invalid-timestamp");
    raw("30 February", timed("\"2026-02-30T10:00:00Z\""), "timestamp", "invalid-timestamp");
    raw(
        "year of ten digits",
        timed("\"+1000000000-01-01T00:00:00Z\""),
        "timestamp",
        "invalid-timestamp");
    raw("epoch number", timed("1767225600000"), "timestamp", "wrong-type");
    raw("yesterday as text", timed("\"yesterday\""), "timestamp", "invalid-timestamp");
    raw(
        "broken sentAt",
        event("\"userId\":\"u\",\"sentAt\":\"now\""),
        "sentAt",
        "invalid-timestamp");
  }

  private void money() {
    raw("negative price", viewed("\"price\":-1"), "properties.price", "negative-price");
    raw("price as word", viewed("\"price\":\"cheap\""), "properties.price", "not-a-number");
    raw("price as object", viewed("\"price\":{}"), "properties.price", "wrong-type");
    raw("price NaN as text", viewed("\"price\":\"NaN\""), "properties.price", "not-a-number");
    raw(
        "price Infinity as text",
        viewed("\"price\":\"Infinity\""),
        "properties.price",
        "not-a-number");
    raw("price with comma", viewed("\"price\":\"1,234.00\""), "properties.price", "not-a-number");
    raw(
        "price with absurd exponent",
        viewed("\"price\":\"1e-999999999\""),
        "properties.price",
        "not-a-number");
    raw("absurd price", viewed("\"price\":1e13"), "properties.price", "out-of-range");
    raw(
        "price with ten decimals",
        viewed("\"price\":0.1234567891"),
        "properties.price",
        "too-precise");
    raw(
        "unknown currency",
        viewed("\"price\":1,\"currency\":\"USD\""),
        "properties.currency",
        "unknown-currency");
    raw(
        "currency as number",
        viewed("\"price\":1,\"currency\":840"),
        "properties.currency",
        "wrong-type");
    raw("negative revenue", order("\"revenue\":-0.01"), "properties.revenue", "negative-amount");
    raw("negative tax", order("\"revenue\":1,\"tax\":\"-1\""), "properties.tax", "negative-amount");
    raw("tax above total", order("\"total\":1,\"tax\":2"), "properties.total", "inconsistent");
    raw(
        "discount above goods",
        order("\"discount\":9,\"products\":[{\"product_id\":\"p\",\"price\":1}]"),
        "properties.discount",
        "inconsistent");
    raw(
        "negative price in the third line",
        order(
            "\"products\":[{\"product_id\":1},{\"product_id\":2},{\"product_id\":3,\"price\":-2}]"),
        "properties.products[2].price",
        "negative-price");
  }

  private void shop() {
    raw(
        "view without product",
        shopEvent("Product Viewed", "\"price\":1"),
        "properties.product_id",
        "missing");
    raw(
        "line without product",
        order("\"products\":[{\"price\":1}]"),
        "properties.products[0].product_id",
        "missing");
    raw("line as text", order("\"products\":[\"p1\"]"), "properties.products[0]", "wrong-type");
    raw("lines as object", order("\"products\":{\"p1\":1}"), "properties.products", "wrong-type");
    raw("quantity zero", viewed("\"quantity\":0"), "properties.quantity", "out-of-range");
    raw("quantity 1.5", viewed("\"quantity\":1.5"), "properties.quantity", "out-of-range");
    raw(
        "quantity of millions",
        viewed("\"quantity\":1000001"),
        "properties.quantity",
        "out-of-range");
    raw("category as number", viewed("\"category\":5"), "properties.category", "wrong-type");
    raw(
        "category of 11 levels",
        viewed("\"category\":\"" + "a/".repeat(10) + "a\""),
        "properties.category",
        "too-deep");
    raw(
        "order without id",
        shopEvent("Order Completed", "\"revenue\":1"),
        "properties.order_id",
        "missing");
    raw(
        "refund without id",
        shopEvent("Order Refunded", "\"total\":1"),
        "properties.order_id",
        "missing");
    raw(
        "refund of lines without prices",
        shopEvent("Order Refunded", "\"order_id\":1,\"products\":[{\"product_id\":1}]"),
        "properties.total",
        "missing");
    raw("rating 6", reviewed("\"rating\":6"), "properties.rating", "out-of-range");
    raw("rating as word", reviewed("\"rating\":\"good\""), "properties.rating", "not-a-number");
    raw(
        "query as array",
        shopEvent("Products Searched", "\"query\":[]"),
        "properties.query",
        "wrong-type");
    raw(
        "campaign id as object",
        shopEvent("Promotion Viewed", "\"campaign_id\":{}"),
        "properties.campaign_id",
        "wrong-type");
  }

  private void raw(String kind, String json, String field, String code) {
    kinds.add(new Bad(kind, json.getBytes(UTF_8), field, code));
  }

  private static String event(String fields) {
    return "{\"type\":\"track\",\"event\":\"x\"," + fields + "}";
  }

  private static String timed(String timestamp) {
    return event("\"userId\":\"u\",\"timestamp\":" + timestamp);
  }

  private static String track(String properties) {
    return shopEvent("Something Else", properties);
  }

  private static String viewed(String properties) {
    return shopEvent("Product Viewed", "\"product_id\":\"p1\"," + properties);
  }

  private static String reviewed(String properties) {
    return shopEvent("Product Reviewed", "\"product_id\":\"p1\"," + properties);
  }

  private static String order(String properties) {
    return shopEvent("Order Completed", "\"order_id\":\"o1\"," + properties);
  }

  private static String shopEvent(String name, String properties) {
    return "{\"type\":\"track\",\"userId\":\"u\",\"event\":\""
        + name
        + "\",\"properties\":{"
        + properties
        + "}}";
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  private static String manyFields(int count) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < count; i++) {
      fields.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":1");
    }
    return fields.toString();
  }
}
