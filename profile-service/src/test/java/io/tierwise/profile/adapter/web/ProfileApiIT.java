package io.tierwise.profile.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.history.FoldEvents;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ProfileServiceTest
class ProfileApiIT {
  @Autowired private FoldEvents foldEvents;
  @LocalServerPort private int port;

  private final HttpClient http = HttpClient.newHttpClient();

  private record Answer(int status, JsonNode body) {}

  private Answer call(String method, String path) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(90))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
  }

  private Answer get(String path) throws Exception {
    return call("GET", path);
  }

  private void fold(Events... events) {
    List<byte[]> poll = new ArrayList<>();
    for (Events event : events) {
      poll.add(event.json());
    }
    foldEvents.fold(poll);
  }

  private static List<String> texts(JsonNode items, String field) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(item.get(field).asString()));
    return texts;
  }

  @Test
  void profile_isFoundByEveryIdOfItsUser() throws Exception {
    fold(
        Events.viewed("m1").anonymous("api-x").in("GB", "Mobile"),
        Events.identify("m2", "api-u", "api-x")
            .minute(1)
            .traits(Map.of("name", "Ada", "consent", Map.of("email", true))),
        Events.ordered("m3", "o1", "12.345").user("api-u").minute(2),
        Events.refunded("m4", "o1", "2").user("api-u").minute(3));
    for (String id : List.of("api-u", "anon:api-x")) {
      Answer answer = get("/v1/profiles/" + id);
      assertThat(answer.status).isEqualTo(200);
      JsonNode profile = answer.body;
      assertThat(profile.get("canonicalId").asString()).isEqualTo("api-u");
      assertThat(profile.get("identified").asBoolean()).isTrue();
      assertThat(profile.get("mergedIds").toString()).isEqualTo("[\"anon:api-x\"]");
      assertThat(profile.get("grossRevenue").toString())
          .isEqualTo("{\"amount\":\"12.345\",\"currency\":\"GBP\"}");
      assertThat(profile.get("netRevenue").get("amount").asString()).isEqualTo("10.345");
      assertThat(profile.get("averageOrderValue").get("amount").asString()).isEqualTo("10.345");
      assertThat(profile.get("firstSeenAt").asString()).isEqualTo("2026-03-02T10:00:00Z");
      assertThat(profile.get("eventCounts").get("Order Completed").asLong()).isEqualTo(1);
      assertThat(profile.get("consent").get("email").asBoolean()).isTrue();
      assertThat(profile.get("traits").get("name").asString()).isEqualTo("Ada");
      assertThat(profile.get("hourOfWeek").size()).isEqualTo(168);
    }
  }

  @Test
  void unknownId_isAProblem() throws Exception {
    for (String path : List.of("/v1/profiles/nobody", "/v1/profiles/nobody/timeline")) {
      Answer answer = get(path);
      assertThat(answer.status).isEqualTo(404);
      assertThat(answer.body.get("type").asString()).isEqualTo("urn:tierwise:problem:not-found");
    }
    assertThat(call("POST", "/v1/profiles/nobody/recomputations").status).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/profiles?identified=maybe, identified",
    "/v1/profiles?minOrders=1.5, minOrders",
    "/v1/profiles?minNetRevenue=1e99, minNetRevenue",
    "/v1/profiles?seenSince=yesterday, seenSince",
    "/v1/profiles?seenSince=-99999-01-01T00:00:00Z, seenSince",
    "/v1/profiles?cursor=AAAA, cursor",
    "/v1/profiles?colour=red, colour",
    "/v1/profiles?country=%00, country",
    "/v1/profiles?country=DE&country=FR, country",
    "/v1/profiles?limit=0, limit",
    "/v1/profiles?limit=many, limit",
    "/v1/profiles?cursor=%2A, cursor",
    "/v1/profiles/api-u/timeline?from=x, from",
    "/v1/profiles/api-u/timeline?cursor=YWJj, cursor",
  })
  void badFilter_isNamed(String path, String field) throws Exception {
    Answer answer = get(path);
    assertThat(answer.status).isEqualTo(400);
    assertThat(texts(answer.body.get("errors"), "field")).containsExactly(field);
  }

  @Test
  void list_filtersAndPages() throws Exception {
    for (int i = 0; i < 7; i++) {
      fold(
          Events.ordered("m", "o", "10").user("list-" + i).in("Listland", "Mobile"),
          Events.ordered("n", "p", "10").user("list-" + i).minute(10L * i));
    }
    fold(Events.viewed("m").anonymous("list-x").in("Listland", "Mobile"));
    String all = "/v1/profiles?country=Listland";
    assertThat(get(all).body.get("items").size()).isEqualTo(8);
    assertThat(get(all + "&identified=false").body.get("items").size()).isEqualTo(1);
    assertThat(get(all + "&minOrders=2").body.get("items").size()).isEqualTo(7);
    assertThat(get(all + "&maxOrders=0").body.get("items").size()).isEqualTo(1);
    assertThat(get(all + "&minNetRevenue=20.01").body.get("items").size()).isZero();
    assertThat(
            texts(
                get(all + "&minOrders=1&seenSince=2026-03-02T10:50:00Z").body.get("items"),
                "userId"))
        .containsExactly("list-5", "list-6");

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = get(all + "&identified=true&limit=3&cursor=" + cursor).body;
      seen.addAll(texts(page.get("items"), "userId"));
      cursor = page.get("nextCursor").isNull() ? "" : page.get("nextCursor").asString();
    } while (!cursor.isEmpty());
    assertThat(seen)
        .containsExactly("list-0", "list-1", "list-2", "list-3", "list-4", "list-5", "list-6");
  }

  @Test
  void timeline_isNewestFirst_acrossMergedIds() throws Exception {
    for (int i = 0; i < 5; i++) {
      fold(Events.viewed("v" + i).anonymous("line-x").minute(i));
    }
    fold(Events.identify("i", "line-u", "line-x").minute(6));
    fold(Events.ordered("o", "o", "1").user("line-u").minute(2));
    String path = "/v1/profiles/line-u/timeline";
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = get(path + "?limit=2&cursor=" + cursor).body;
      seen.addAll(texts(page.get("items"), "messageId"));
      cursor = page.get("nextCursor").isNull() ? "" : page.get("nextCursor").asString();
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactly("i", "v4", "v3", "v2", "o", "v1", "v0");
    assertThat(texts(get(path + "?event=Order%20Completed").body.get("items"), "messageId"))
        .containsExactly("o");
    assertThat(
            texts(
                get(path + "?from=2026-03-02T10:01:00Z&to=2026-03-02T10:03:00Z").body.get("items"),
                "messageId"))
        .containsExactly("v2", "o", "v1");
    fold(
        Events.ordered("w", "o9", "1.5")
            .user("line-w")
            .products(Events.product("p", "Garden", "Acme", "1.50"))
            .minute(9));
    assertThat(get("/v1/profiles/line-w/timeline").body.get("items").get(0).toString())
        .isEqualTo(
            "{\"messageId\":\"w\",\"type\":\"track\",\"event\":\"Order Completed\","
                + "\"userId\":\"line-w\",\"occurredAt\":\"2026-03-02T10:09:00Z\","
                + "\"receivedAt\":\"2026-03-02T10:09:01Z\",\"source\":\"test\","
                + "\"products\":[{\"productId\":\"p\",\"name\":\"p\","
                + "\"categoryPath\":[\"Garden\",\"All\"],\"brand\":\"Acme\","
                + "\"price\":{\"amount\":\"1.50\",\"currency\":\"GBP\"},\"quantity\":1}],"
                + "\"order\":{\"orderId\":\"o9\","
                + "\"revenue\":{\"amount\":\"1.50\",\"currency\":\"GBP\"},"
                + "\"sentCurrency\":\"GBP\"}}");
    assertThat(get("/v1/profiles/anon:line-x/timeline").body.get("items").get(0).get("type"))
        .hasToString("\"identify\"");
    assertThat(get(path + "?limit=1").body.get("items").get(0).get("userId").asString())
        .isEqualTo("line-u");
  }

  @Test
  void counts_growWithWhatIsFolded() throws Exception {
    JsonNode before = get("/v1/profiles/counts").body;
    fold(
        Events.ordered("m1", "o1", "10.001").user("count-u"),
        Events.ordered("m2", "o2", "5").user("count-u"),
        Events.refunded("m3", "C1", "3").user("count-u"),
        Events.ordered("m4", "o3", "7").anonymous("count-x"),
        Events.track("m5", "Counted").user("count-v"));
    JsonNode after = get("/v1/profiles/counts").body;
    assertThat(grown(before, after, "profiles")).isEqualTo(3);
    assertThat(grown(before, after, "identified")).isEqualTo(2);
    assertThat(grown(before, after, "anonymous")).isEqualTo(1);
    assertThat(grown(before, after, "customersWithOrder")).isEqualTo(1);
    assertThat(grown(before, after, "orders")).isEqualTo(2);
    assertThat(grown(before, after, "anonymousOrders")).isEqualTo(1);
    assertThat(grown(before, after, "events")).isEqualTo(5);
    assertThat(after.get("eventsByName").get("Counted").asLong()).isEqualTo(1);
    assertThat(money(after, "grossRevenue").subtract(money(before, "grossRevenue")))
        .isEqualByComparingTo("15.001");
    assertThat(money(after, "refunds").subtract(money(before, "refunds")))
        .isEqualByComparingTo("3");
    assertThat(money(after, "netRevenue").subtract(money(before, "netRevenue")))
        .isEqualByComparingTo("12.001");
    assertThat(
            money(after, "anonymousGrossRevenue").subtract(money(before, "anonymousGrossRevenue")))
        .isEqualByComparingTo("7");
  }

  @Test
  void recomputation_answersTheSameProfile() throws Exception {
    fold(
        Events.viewed("m1").user("recomputed-u"),
        Events.ordered("m2", "o", "3").user("recomputed-u"));
    JsonNode before = get("/v1/profiles/recomputed-u").body;
    Answer answer = call("POST", "/v1/profiles/recomputed-u/recomputations");
    assertThat(answer.status).isEqualTo(200);
    assertThat(withoutNow(answer.body)).isEqualTo(withoutNow(before));
  }

  /** Recency is that of now. */
  private static JsonNode withoutNow(JsonNode profile) {
    assertThat(profile.get("rfm").get("recencyDays").asDouble()).isPositive();
    return ((ObjectNode) profile).without("rfm");
  }

  @Test
  void profile_hasWhatAMarketerWants() throws Exception {
    fold(
        Events.viewed("m1").user("mkt-u").from("England", "spring", "mail"),
        Events.track("m2", "Product Added").user("mkt-u").minute(1),
        Events.ordered("m3", "o1", "30").coupon("SPRING").user("mkt-u").minute(2),
        Events.ordered("m4", "o2", "10").user("mkt-u").minute(2 + 36 * 60),
        Events.ordered("m5", "o3", "5").user("mkt-u").minute(5),
        Events.cancelled("m6", "o3").user("mkt-u").minute(6),
        Events.refunded("m7", "o1", "8").user("mkt-u").minute(7),
        Events.reviewed("m8", 4.0, "I love it").user("mkt-u").minute(8),
        Events.clickedPromotion("m9", "summer").user("mkt-u").minute(9));
    JsonNode profile = get("/v1/profiles/mkt-u").body;
    assertThat(profile.get("ordersPlaced").asLong()).isEqualTo(3);
    assertThat(profile.get("ordersReturned").asLong()).isEqualTo(2);
    assertThat(profile.get("returnRate").asDouble()).isEqualTo(0.666667);
    assertThat(profile.get("refundShare").asDouble()).isEqualTo(0.2);
    assertThat(profile.get("ordersDiscounted").asLong()).isEqualTo(1);
    assertThat(profile.get("discountShare").asDouble()).isEqualTo(0.333333);
    assertThat(profile.get("averageDaysBetweenOrders").asDouble()).isEqualTo(1.5);
    assertThat(profile.get("rfm").get("frequency").asLong()).isEqualTo(2);
    assertThat(profile.get("rfm").get("monetary").get("amount").asString()).isEqualTo("32.00");
    assertThat(profile.get("rfm").get("recencyDays").asString()).matches("\\d+(\\.\\d{1,3})?");
    assertThat(profile.get("funnel").toString())
        .isEqualTo(
            "{\"productViewed\":1,\"addedToCart\":1,\"checkoutStarted\":0,\"orderCompleted\":3}");
    assertThat(profile.get("channels").toString()).isEqualTo("{\"web\":1}");
    assertThat(profile.get("regions").toString()).isEqualTo("{\"GB > England\":1}");
    assertThat(profile.get("firstTouch").toString())
        .isEqualTo(
            "{\"kind\":\"visit\",\"campaign\":\"spring\",\"source\":\"mail\",\"medium\":null,"
                + "\"at\":\"2026-03-02T10:00:00Z\",\"messageId\":\"m1\"}");
    assertThat(profile.get("lastTouch").get("campaign").asString()).isEqualTo("summer");
    assertThat(profile.get("reviews").toString())
        .isEqualTo("{\"count\":1,\"averageRating\":4.0,\"averageSentiment\":0.612}");
  }

  @Test
  void operationsSurface_isThere() throws Exception {
    assertThat(get("/actuator/health/readiness").body.get("status").asString()).isEqualTo("UP");
    assertThat(get("/v3/api-docs").body.get("paths").propertyNames())
        .contains("/v1/profiles", "/v1/profiles/{id}", "/v1/profiles/{id}/timeline");
    HttpResponse<String> metrics =
        http.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/prometheus"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(metrics.body())
        .contains(
            "tierwise_profile_events_total",
            "tierwise_profile_fold_poll_seconds",
            "tierwise_profile_publications_pending");
  }

  private static long grown(JsonNode before, JsonNode after, String field) {
    return after.get(field).asLong() - before.get(field).asLong();
  }

  private static java.math.BigDecimal money(JsonNode counts, String field) {
    return new java.math.BigDecimal(counts.get(field).get("amount").asString());
  }
}
