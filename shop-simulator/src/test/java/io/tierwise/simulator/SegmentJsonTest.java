package io.tierwise.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.simulator.ShopEvent.Line;
import io.tierwise.simulator.ShopEvent.Order;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SegmentJsonTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static ShopEvent first(EventKind kind) {
    return Shops.DEFAULT.events().filter(event -> event.is(kind)).findFirst().orElseThrow();
  }

  private static JsonNode json(ShopEvent event) {
    return JSON.readTree(SegmentJson.of(event));
  }

  @Test
  void everyEventIsAMessageOfTheSpecWithinItsLimits() {
    Shops.SMALL
        .events()
        .forEach(
            event -> {
              String text = SegmentJson.of(event);
              JsonNode message = JSON.readTree(text);
              assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(32_000);
              assertThat(message.path("type").asString()).isIn("track", "identify", "page");
              assertThat(message.has("event")).isEqualTo(event.kind().type().equals("track"));
              assertThat(message.path("messageId").asString()).hasSizeBetween(1, 100);
              assertThat(Instant.parse(message.path("timestamp").asString()))
                  .isEqualTo(event.timestamp());
              assertThat(message.has("userId") || message.has("anonymousId")).isTrue();
              assertThat(message.path("context").path("locale").asString()).contains("-");
              assertThat(message.has(event.is(EventKind.IDENTIFY) ? "traits" : "properties"))
                  .isTrue();
            });
  }

  @Test
  void anOrderCarriesItsMoneyExactlyAndItsLines() {
    ShopEvent event =
        Shops.DEFAULT
            .events()
            .filter(e -> e.is(EventKind.ORDER_COMPLETED))
            .filter(e -> ((Order) e.payload()).order().discountPence() > 0)
            .findFirst()
            .orElseThrow();
    ShopOrder order = ((Order) event.payload()).order();
    JsonNode properties = json(event).path("properties");
    assertThat(properties.path("order_id").asString()).isEqualTo(order.orderId());
    assertThat(properties.path("revenue").decimalValue()).isEqualByComparingTo(order.revenue());
    assertThat(properties.path("total").decimalValue())
        .isEqualByComparingTo(
            order
                .revenue()
                .add(properties.path("tax").decimalValue())
                .add(properties.path("shipping").decimalValue()));
    assertThat(properties.path("currency").asString()).isEqualTo("GBP");
    assertThat(properties.path("coupon").asString()).isEqualTo("SAVE10");
    BigDecimal goods = BigDecimal.ZERO;
    for (JsonNode line : properties.path("products")) {
      goods =
          goods.add(
              line.path("price").decimalValue().multiply(line.path("quantity").decimalValue()));
      assertThat(line.path("category").asString().split("/")).hasSize(3);
    }
    assertThat(goods.subtract(properties.path("discount").decimalValue()))
        .isEqualByComparingTo(order.revenue());
  }

  @Test
  void eachKindHasThePropertiesOfTheSpec() {
    Map<EventKind, List<String>> expected =
        Map.ofEntries(
            Map.entry(EventKind.PRODUCTS_SEARCHED, List.of("query")),
            Map.entry(EventKind.PRODUCT_LIST_VIEWED, List.of("list_id", "category", "products")),
            Map.entry(EventKind.PRODUCT_CLICKED, List.of("product_id", "price", "position")),
            Map.entry(EventKind.PRODUCT_VIEWED, List.of("product_id", "name", "brand", "category")),
            Map.entry(EventKind.PRODUCT_ADDED, List.of("product_id", "quantity", "currency")),
            Map.entry(EventKind.PRODUCT_REMOVED, List.of("product_id")),
            Map.entry(EventKind.CART_VIEWED, List.of("cart_id", "products")),
            Map.entry(EventKind.CHECKOUT_STARTED, List.of("order_id", "revenue", "products")),
            Map.entry(EventKind.COUPON_APPLIED, List.of("order_id", "coupon_id", "discount")),
            Map.entry(EventKind.ORDER_REFUNDED, List.of("order_id", "revenue", "currency")),
            Map.entry(EventKind.ORDER_CANCELLED, List.of("order_id", "revenue")),
            Map.entry(EventKind.PRODUCT_REVIEWED, List.of("product_id", "review_body", "rating")),
            Map.entry(EventKind.PROMOTION_VIEWED, List.of("promotion_id", "creative", "position")),
            Map.entry(EventKind.PAGE, List.of("name", "path")));
    expected.forEach(
        (kind, names) -> {
          JsonNode properties = json(first(kind)).path("properties");
          assertThat(names).as(kind.name()).allMatch(properties::has);
        });
  }

  @Test
  void anIdentifyTellsWhoAndWhatTheyAgreedTo() {
    JsonNode message = json(first(EventKind.IDENTIFY));
    assertThat(message.path("userId").asString()).matches("c-\\d{6}");
    assertThat(message.path("anonymousId").asString()).hasSize(36);
    assertThat(message.path("traits").path("email").asString()).endsWith("@example.com");
    assertThat(message.path("traits").path("consent").path("email").isBoolean()).isTrue();
  }

  @Test
  void aCampaignContactComesBackInImpressions() {
    Contact contact =
        new Contact("ct-9", "camp-9", "offer-9", "c-000001", "sms", "Gold", List.of(), List.of());
    ResponseWindow window = new ResponseWindow(Shops.END, Shops.END.plusSeconds(600));
    JsonNode impression =
        java.util.stream.LongStream.range(0, 50)
            .boxed()
            .flatMap(
                seed ->
                    new CampaignResponses(Shops.DEFAULT, seed)
                        .play(List.of(contact), List.of(), window).events().stream())
            .filter(event -> event.is(EventKind.PROMOTION_VIEWED))
            .map(SegmentJsonTest::json)
            .findFirst()
            .orElseThrow()
            .path("properties");
    assertThat(impression.path("campaign_id").asString()).isEqualTo("camp-9");
    assertThat(impression.path("offer_id").asString()).isEqualTo("offer-9");
    assertThat(impression.path("decision_id").asString()).isEqualTo("ct-9");
    assertThat(impression.path("creative").asString()).isEqualTo("Gold");
  }

  @Test
  void aBatchHoldsTheMessagesInOrder() {
    List<ShopEvent> events = Shops.SMALL.events().limit(20).toList();
    JsonNode batch = JSON.readTree(SegmentJson.batch(events)).path("batch");
    assertThat(batch.valueStream().map(message -> message.path("messageId").asString()))
        .containsExactlyElementsOf(events.stream().map(ShopEvent::messageId).toList());
    assertThat(JSON.readTree(SegmentJson.batch(List.of())).path("batch").isEmpty()).isTrue();
  }

  @Test
  void itemsAreWrittenForTheCatalogue() {
    JsonNode items = JSON.readTree(SegmentJson.items(Shops.SMALL.items())).path("items");
    assertThat(items.size()).isEqualTo(120);
    ShopItem item = Shops.SMALL.items().get(3);
    JsonNode json = items.get(3);
    assertThat(json).isEqualTo(JSON.readTree(SegmentJson.of(item)));
    assertThat(json.path("itemId").asString()).isEqualTo(item.itemId());
    assertThat(json.path("price").decimalValue()).isEqualByComparingTo(item.price());
    assertThat(json.path("categoryPath").valueStream().map(JsonNode::asString).toList())
        .isEqualTo(item.categoryPath());
    assertThat(json.path("inStock").isBoolean()).isTrue();
  }

  @Test
  void textIsEscaped() {
    String name = "Tab\t, quote \", back\\slash, line\nend, ü, 😀";
    ShopItem odd =
        new ShopItem("X-1", name, "B", List.of("a"), 105, PriceBand.BUDGET, "d", true, false);
    JsonNode json = JSON.readTree(SegmentJson.of(odd));
    assertThat(json.path("name").asString()).isEqualTo(name);
    assertThat(json.path("price").decimalValue()).isEqualByComparingTo("1.05");
    assertThat(new Line(odd, 3).pence()).isEqualTo(315);
  }

  @Test
  void kindsAndNamesAreOneToOne() {
    assertThat(
            java.util.Arrays.stream(EventKind.values())
                .filter(kind -> kind.eventName() != null)
                .collect(Collectors.toMap(EventKind::eventName, kind -> kind)))
        .hasSize(17);
  }
}
