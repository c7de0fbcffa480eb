package io.tierwise.ingest;

import static io.tierwise.contracts.Topics.REJECTED_EVENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.ingest.validation.BadEvents;
import io.tierwise.ingest.validation.BadEvents.Bad;
import io.tierwise.testing.OpenApiExamples;
import io.tierwise.testing.OpenApiParameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HttpDoorIT extends RunningIngest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "track",
        "t",
        "identify",
        "i",
        "page",
        "p",
        "screen",
        "s",
        "group",
        "g",
        "alias",
        "a"
      })
  void singleCall_isAcceptedAndOnTheTopic(String path) {
    String user = unique("u");
    Answer answer =
        post(
            "/v1/" + path,
            "{'userId':'"
                + user
                + "','event':'X','groupId':'g','previousId':'p','messageId':'m1'}");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    assertThat(answer.response().body())
        .isEqualTo(
            "{\"accepted\":1,\"rejected\":0,\"results\":"
                + "[{\"index\":0,\"messageId\":\"m1\",\"status\":\"accepted\"}]}");
    BehaviorEvent event = eventsOf(user, 1).getFirst();
    assertThat(event.type().name()).startsWithIgnoringCase(path.substring(0, 1));
    assertThat(event.source()).isEqualTo("web");
  }

  @Test
  void examplesOfTheDescription_areAccepted() {
    Map<String, String> examples =
        Map.of(
            "track", Examples.TRACK,
            "identify", Examples.IDENTIFY,
            "page", Examples.PAGE,
            "group", Examples.GROUP,
            "alias", Examples.ALIAS,
            "batch", Examples.BATCH,
            "import", Examples.BATCH,
            "items/batch", Examples.ITEMS);
    examples.forEach(
        (path, json) -> {
          Answer answer = post("/v1/" + path, json);
          assertThat(answer.status()).as(path + " " + answer.response().body()).isEqualTo(202);
          assertThat(answer.json().get("rejected").intValue()).as(path).isZero();
        });
    assertThat(send("PUT", "/v1/items/mug-1", Examples.ITEM.getBytes(UTF_8), Map.of()).status())
        .isEqualTo(202);
  }

  @Test
  void connection_staysOpenHoweverManyRequestsItCarries() {
    for (int request = 0; request < 150; request++) {
      assertThat(get("/actuator/health/liveness").header("Connection"))
          .isNotEqualToIgnoringCase("close");
    }
  }

  @Test
  void order_arrivesWithItsMoneyInTheBaseCurrency() {
    String user = unique("u");
    post(
        "/v1/track",
        "{'userId':'"
            + user
            + "','event':'Order Completed','properties':{'order_id':1,"
            + "'revenue':'10.01','currency':'EUR'}}");
    assertThat(eventsOf(user, 1).getFirst().order().revenue())
        .isEqualByComparingTo(new BigDecimal("8.5085"));
  }

  @Test
  void eventsOfAUser_keepTheOrderOfTheirBatch() {
    String user = unique("u");
    List<String> ids = IntStream.range(0, 500).mapToObj(i -> "m" + i).toList();
    Answer answer = post("/v1/batch", batchOf(ids.stream().map(id -> page(user, id)).toList()));
    assertThat(answer.json().get("accepted").intValue()).isEqualTo(500);
    assertThat(eventsOf(user, 500)).extracting(BehaviorEvent::messageId).isEqualTo(ids);
  }

  /** Every kind of bad input, each between two good events, in one body. */
  @Test
  void badEvents_neverSpoilTheRestOfTheirBatch() throws IOException {
    String user = unique("u");
    List<Bad> kinds = BadEvents.all().stream().filter(bad -> isSeparable(bad.json())).toList();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"batch\":[".getBytes(UTF_8));
    for (int i = 0; i < kinds.size(); i++) {
      body.writeBytes(page(user, "good" + i).getBytes(UTF_8));
      body.write(',');
      body.writeBytes(kinds.get(i).json());
      body.write(',');
    }
    body.writeBytes((page(user, "last") + "]}").getBytes(UTF_8));

    Answer answer = send("POST", "/v1/batch", body.toByteArray(), Map.of());

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("accepted").intValue()).isEqualTo(kinds.size() + 1);
    assertThat(answer.json().get("rejected").intValue()).isEqualTo(kinds.size());
    for (int i = 0; i < kinds.size(); i++) {
      JsonNode result = answer.json().at("/results/" + (2 * i + 1));
      assertThat(result.get("status").asString()).isEqualTo("rejected");
      assertThat(new Answer(202, result, answer.response()).errors())
          .as(kinds.get(i).kind())
          .contains(kinds.get(i).field() + " " + kinds.get(i).code());
    }
    assertThat(eventsOf(user, kinds.size() + 1)).hasSize(kinds.size() + 1);
    assertThat(kinds).hasSizeGreaterThan(80);
  }

  /** Each kind alone, at the address that its type belongs to. */
  @Test
  void badEvents_areAnsweredWithTheirStatus() {
    for (Bad bad : BadEvents.all()) {
      String text = new String(bad.json(), UTF_8);
      String path =
          Stream.of("identify", "group", "alias")
              .filter(type -> text.contains("\"type\":\"" + type + "\""))
              .findFirst()
              .orElse("track");
      if (bad.field().equals("type") && bad.code().equals("missing")) {
        continue; // The address says the type.
      }
      Answer answer = send("POST", "/v1/" + path, bad.json(), Map.of());
      assertThat(answer.status())
          .as(bad.kind())
          .isEqualTo(bad.code().equals("too-large") ? 413 : 400);
      assertThat(answer.errors()).as(bad.kind()).contains(bad.field() + " " + bad.code());
    }
  }

  /** UTF-16 has its brackets elsewhere: it spoils the whole body. */
  private static boolean isSeparable(byte[] json) {
    return json[0] >= 0;
  }

  @Test
  void badSingleCall_isA400AndARejectedEvent() {
    String user = unique("u");
    Answer answer =
        post(
            "/v1/track",
            "{'userId':'"
                + user
                + "','writeKey':'secret','context':{'ip':'198.51.100.7'},'messageId':'m1','event':'Product Viewed',"
                + "'properties':{'product_id':'p','price':-1,'currency':'USD'}}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().get("type").asString())
        .isEqualTo("urn:tierwise:problem:invalid-event");
    assertThat(answer.errors())
        .containsExactlyInAnyOrder(
            "properties.currency unknown-currency", "properties.price negative-price");
    RejectedEvent rejected =
        read(REJECTED_EVENTS, 1, RejectedEvent.class, r -> user.equals(r.userKey())).getFirst();
    assertThat(rejected.messageId()).isEqualTo("m1");
    assertThat(rejected.source()).isEqualTo("web");
    assertThat(rejected.service()).isEqualTo("ingest-service");
    assertThat(rejected.topic()).isNull();
    assertThat(rejected.reasons())
        .extracting(RejectedEvent.Reason::code)
        .containsExactlyInAnyOrder("unknown-currency", "negative-price");
    assertThat(rejected.payload())
        .contains(user, "\"writeKey\":\"***\"")
        .doesNotContain("secret", "198.51.100.7");
  }

  @Test
  void eventThatIsNotUtf8_isKeptInBase64() {
    byte[] json =
        "{\"userId\":\"u\",\"event\":\"caf\u00e9\"}"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(send("POST", "/v1/track", json, Map.of()).errors()).containsExactly("$ not-utf-8");
    String base64 = Base64.getEncoder().encodeToString(json);
    assertThat(read(REJECTED_EVENTS, 1, RejectedEvent.class, r -> base64.equals(r.payloadBase64())))
        .isNotEmpty();
  }

  @Test
  void secondOfTheSameMessageIds_isRejectedNamingTheFirst() {
    String user = unique("u");
    Answer answer =
        post(
            "/v1/batch",
            batchOf(
                List.of(page(user, "m"), page(user, "n"), page(user, "m"), page("other", "m"))));
    assertThat(answer.json().get("accepted").intValue()).isEqualTo(3);
    assertThat(answer.json().at("/results/2/errors/0/code").asString())
        .isEqualTo("duplicate-message-id");
    assertThat(answer.json().at("/results/2/errors/0/message").asString()).contains("index 0");
  }

  @Test
  void nobody_writesWithoutAKey() {
    String event = page(unique("u"), "m");
    Answer none = sendWithout("Authorization", "/v1/page", event);
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("WWW-Authenticate")).startsWith("Basic realm=");
    assertThat(none.header("Content-Type")).startsWith("application/problem+json");
    for (String path : List.of("/v1/page", "/v1/batch", "/v1/items/batch")) {
      Answer wrong =
          send("POST", path, event.getBytes(UTF_8), Map.of("Authorization", basic("no-key:")));
      assertThat(wrong.status()).as(path).isEqualTo(401);
    }
    assertThat(sendWithout("Authorization", "/v1/batch", "{broken").status()).isEqualTo(401);
  }

  @Test
  void keyInTheBody_isTakenAsWell() {
    String user = unique("u");
    String event = "{'type':'page','writeKey':'app-key','userId':'" + user + "','messageId':'1'}";
    assertThat(sendWithout("Authorization", "/v1/p", event).status()).isEqualTo(202);
    String batch = "{'writeKey':'app-key','batch':[" + page(user, "2") + "]}";
    assertThat(sendWithout("Authorization", "/v1/batch", batch).status()).isEqualTo(202);
    assertThat(eventsOf(user, 2)).extracting(BehaviorEvent::source).containsOnly("app");
  }

  @Test
  void browsers_maySendEventsButNotItems() {
    Map<String, String> preflight =
        Map.of(
            "Origin", "https://shop.example",
            "Access-Control-Request-Method", "POST",
            "Access-Control-Request-Headers", "authorization,content-type");
    Answer events = send("OPTIONS", "/v1/track", new byte[0], preflight);
    assertThat(events.status()).isEqualTo(200);
    assertThat(events.header("Access-Control-Allow-Origin")).isEqualTo("*");
    Answer items = send("OPTIONS", "/v1/items/batch", new byte[0], preflight);
    assertThat(items.header("Access-Control-Allow-Origin")).isEmpty();
    Answer plain =
        send("POST", "/v1/p", page("u", "m").getBytes(UTF_8), Map.of("Content-Type", "text/plain"));
    assertThat(plain.status()).isEqualTo(202);
  }

  @Test
  void service_describesAndMeasuresItself() {
    post("/v1/page", page(unique("u"), "m"));
    post("/v1/page", "{}");
    assertThat(get("/actuator/health/readiness").json().at("/components/broker/status").asString())
        .isEqualTo("UP");
    assertThat(get("/actuator/prometheus").response().body())
        .containsPattern(
            "tierwise_ingest_events_total\\{.*door=\"http\".*outcome=\"accepted\".*reason=\"none\".*type=\"page\"")
        .containsPattern(
            "tierwise_ingest_events_total\\{.*outcome=\"rejected\".*reason=\"missing\"")
        .contains("tierwise_ingest_ack_seconds_count");
    JsonNode api = get("/v3/api-docs").json();
    assertThat(OpenApiExamples.missing(api.toString())).isEmpty();
    JsonNode paths = api.get("paths");
    for (String path : EventController.PATHS) {
      assertThat(paths.has(path)).as(path).isTrue();
    }
    assertThat(paths.at("/~1v1~1track/post/requestBody/content/application~1json").isMissingNode())
        .isFalse();
    assertThat(paths.has("/v1/items/{id}")).isTrue();
  }

  /** Senders of events add their own. */
  @Test
  void everyOperationButThoseOfEvents_refusesParametersThatItDoesNotHave() {
    assertThat(OpenApiParameters.misread(port, BASIC))
        .filteredOn(
            one ->
                EventController.PATHS.stream().noneMatch(of -> one.startsWith("POST " + of + " ")))
        .isEmpty();
  }
}
