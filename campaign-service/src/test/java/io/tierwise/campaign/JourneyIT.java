package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.CatalogItem;
import io.tierwise.contracts.segmentation.SegmentChange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Journeys by the front door: what comes over topics goes out as messages. */
class JourneyIT extends CampaignServiceIT {
  private static final String MAIL =
      """
      {"id": "mail", "type": "send", "channel": "email",
       "creatives": {"default": {"title": "Hello", "body": "{{itemName}}"}}}
      """;

  private String active(String trigger, String more, String steps) {
    Answer made =
        post(
            "/v1/journeys",
            """
            {"name": "a journey", "trigger": %s, %s "steps": [%s]}
            """
                .formatted(trigger, more, steps));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    String id = made.body().get("id").asString();
    assertThat(post("/v1/journeys/" + id + "/activate", null).status()).isEqualTo(200);
    return id;
  }

  private static String on(String event) {
    return "{\"type\": \"event\", \"event\": {\"event\": \"" + event + "\"}}";
  }

  private static String inSegment(String segment) {
    return "\"audience\": {\"segments\": [\"" + segment + "\"]},";
  }

  private static BehaviorEvent product(String user, String id, String name, String item) {
    return product(user, id, name, item, Instant.now());
  }

  private static BehaviorEvent product(
      String user, String id, String name, String item, Instant now) {
    EventProduct line =
        new EventProduct(item, "Tea", List.of("Food"), null, new BigDecimal("4.50"), 1, null);
    return new BehaviorEvent(
        BehaviorEvent.SCHEMA,
        id,
        EventType.TRACK,
        name,
        user,
        null,
        null,
        now,
        now,
        "test",
        null,
        null,
        List.of(line),
        null,
        null,
        null,
        null,
        Map.of("plan", "plus"),
        Map.of());
  }

  private static void eventually(Callable<Boolean> fact) {
    await().atMost(Duration.ofSeconds(60)).until(fact);
  }

  private List<String> messages(String journey) {
    return jdbc.sql("select user_id from message where journey_id = ? order by user_id")
        .param(journey)
        .query(String.class)
        .list();
  }

  private JsonNode report(String journey) {
    Answer answer = get("/v1/journeys/" + journey + "/report");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void abandonedCart_isMailed_unlessOrdered() {
    // The even ones have consented.
    List<String> users = members("cart", 6);
    String id =
        active(
            "{\"type\": \"abandoned-cart\", \"after\": \"PT5S\"}",
            inSegment("cart") + "\"exits\": [{\"event\": \"Order Completed\"}],",
            MAIL);
    for (String user : users) {
      send(product(user, user + "-add", "Product Added", "tea"));
      // Behind it on the same partition: on any machine the order is read long before it is time.
      if (user.equals("cart-4")) {
        Instant after = Instant.now().plusSeconds(1);
        send(event(user, "cart-4-o", "Order Completed", after, order("c4", "9"), null));
      }
      send(product(user, user + "-add", "Product Added", "tea"));
    }
    eventually(() -> report(id).get("done").asLong() == 5);
    assertThat(messages(id)).containsExactly("cart-0", "cart-2");
    JsonNode report = report(id);
    assertThat(report.get("refused").toString()).contains("rder");
    JsonNode mail = report.get("steps").get(0);
    assertThat(mail.get("sent").asLong()).isEqualTo(2);
    assertThat(mail.get("noConsent").asLong()).isEqualTo(3);
    assertThat(
            jdbc.sql("select fields ->> 'body' from message where journey_id = ? limit 1")
                .param(id)
                .query(String.class)
                .single())
        .isEqualTo("Tea");
    // The same cart event again, though late, is not another cart.
    send(product("cart-0", "cart-0-add", "Product Added", "tea"));
    JsonNode of = get("/v1/users/cart-0/journeys").body().get("items");
    assertThat(of).hasSize(1);
    assertThat(of.get(0).get("state").asString()).isEqualTo("done");
  }

  @Test
  void segmentEntryAndExit_trigger_andAudiencesAreConditions() {
    members("seg", 4);
    String entry = active("{\"type\": \"segment-entry\", \"audience\": \"seg-fans\"}", "", MAIL);
    String exit = active("{\"type\": \"segment-exit\", \"audience\": \"seg-fans\"}", "", MAIL);
    tell("seg-0", List.of("seg-fans"), 1, SegmentChange.Move.ENTERED);
    tell("seg-0", List.of("seg-fans"), 1, SegmentChange.Move.ENTERED);
    tell("seg-2", List.of(), 2, SegmentChange.Move.LEFT);
    eventually(() -> messages(entry).equals(List.of("seg-0")));
    eventually(() -> messages(exit).equals(List.of("seg-2")));

    String fans = active(on("Fans Only"), "\"audience\": {\"audiences\": [\"seg-fans\"]},", MAIL);
    send(event("seg-0", "f0", "Fans Only", Instant.now(), null, null));
    send(event("seg-2", "f2", "Fans Only", Instant.now(), null, null));
    eventually(() -> report(fans).get("refused").has("not-in-audience"));
    eventually(() -> messages(fans).equals(List.of("seg-0")));
  }

  private void tell(String user, List<String> audiences, long sequence, SegmentChange.Move move) {
    SegmentChange change =
        new SegmentChange(
            SegmentChange.SCHEMA,
            user,
            audiences,
            List.of(new SegmentChange.Change(sequence, "seg-fans", move, Instant.now())));
    kafka.send(Topics.SEGMENT_CHANGES, user, ContractJson.write(change));
  }

  @Test
  void priceDrop_reachesWhoViewedTheItem() {
    members("drop", 4);
    String id =
        active(
            "{\"type\": \"price-drop\", \"interest\": [\"viewed\"], \"minimumDrop\": 0.1}",
            inSegment("drop"),
            MAIL.replace("{{itemName}}", "{{itemName}} {{price}} {{priceBefore}}"));
    send(product("drop-0", "v0", "Product Viewed", "drop-item"));
    send(product("drop-2", "v2", "Product Viewed", "other-item"));
    eventually(
        () ->
            jdbc.sql("select count(*) from journey_interest where user_id like 'drop-%'")
                    .query(Integer.class)
                    .single()
                == 2);
    price("drop-item", "10.00");
    price("drop-item", "9.50");
    price("drop-item", "8.00");
    eventually(() -> messages(id).equals(List.of("drop-0")));
    assertThat(
            jdbc.sql("select fields ->> 'body' from message where journey_id = ?")
                .param(id)
                .query(String.class)
                .single())
        .isEqualTo("Drop 8.00 9.50");
  }

  private void price(String item, String price) {
    CatalogItem state =
        new CatalogItem(
            CatalogItem.SCHEMA,
            item,
            "Drop",
            null,
            List.of(),
            new BigDecimal(price),
            null,
            null,
            null,
            true,
            false,
            false,
            Map.of(),
            Instant.now());
    kafka.send(Topics.CATALOG_ITEMS, item, ContractJson.write(state));
  }

  @Test
  void edits_applyToNewEntrantsOnly_andPauseStandsStill() {
    members("edit", 4);
    String wait =
        "{\"id\": \"w\", \"type\": \"wait-for-event\", \"event\": {\"event\": \"Go Edit\"},"
            + " \"timeout\": \"P1D\"}, ";
    String id = active(on("Start Edit"), inSegment("edit"), wait + MAIL);
    send(event("edit-0", "s0", "Start Edit", Instant.now(), null, null));
    eventually(() -> report(id).get("active").asLong() == 1);

    Answer read = get("/v1/journeys/" + id);
    String changed = read.body().get("journey").toString().replace("\"Hello\"", "\"Changed\"");
    String etag = read.headers().firstValue("ETag").orElseThrow();
    Answer put = call("PUT", "/v1/journeys/" + id, changed, "If-Match", etag);
    assertThat(put.status()).as("%s", put.body()).isEqualTo(200);
    assertThat(put.body().get("version").asInt()).isEqualTo(2);
    assertThat(call("PUT", "/v1/journeys/" + id, changed, "If-Match", etag).status())
        .isEqualTo(412);
    send(event("edit-2", "s2", "Start Edit", Instant.now(), null, null));
    eventually(() -> report(id).get("active").asLong() == 2);

    post("/v1/journeys/" + id + "/pause", null);
    send(event("edit-0", "g0", "Go Edit", Instant.now(), null, null));
    send(event("edit-2", "g2", "Go Edit", Instant.now(), null, null));
    eventually(
        () ->
            jdbc.sql(
                        "select count(*) from journey_enrolment"
                            + " where journey_id = ? and due_at is null")
                    .param(id)
                    .query(Integer.class)
                    .single()
                == 2);
    assertThat(messages(id)).isEmpty();
    post("/v1/journeys/" + id + "/activate", null);
    eventually(() -> messages(id).equals(List.of("edit-0", "edit-2")));
    assertThat(
            jdbc.sql("select fields ->> 'title' from message where journey_id = ? order by user_id")
                .param(id)
                .query(String.class)
                .list())
        .containsExactly("Hello", "Changed");
    assertThat(get("/v1/journeys/" + id + "/versions").body().get("items")).hasSize(2);
  }

  private JsonNode dryRun(String trigger, String more, String period) {
    Answer made =
        post(
            "/v1/journeys",
            "{\"name\": \"dry\", \"trigger\": %s, %s \"steps\": [%s]}"
                .formatted(trigger, more, MAIL));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    Answer answer = post("/v1/journeys/" + made.body().get("id").asString() + "/dry-run", period);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void dryRun_tellsWhoWouldHaveEntered() {
    members("dry", 4);
    Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(9));
    for (String user : List.of("dry-0", "dry-1", "dry-2", "elsewhere-0")) {
      send(product(user, user + "-1", "Product Added", "tea", then));
      send(product(user, user + "-1", "Product Added", "tea", then));
      send(product(user, user + "-2", "Product Added", "tea", then.plusSeconds(600)));
    }
    send(event("dry-1", "dry-o", "Order Completed", then.plusSeconds(700), order("d1", "9"), null));
    eventually(
        () ->
            jdbc.sql("select count(*) from shop_order where user_id = 'dry-1'")
                    .query(Integer.class)
                    .single()
                == 1);
    String period = "{\"from\": \"%s\"}".formatted(Instant.now().minus(Duration.ofDays(1)));
    JsonNode carts =
        dryRun("{\"type\": \"abandoned-cart\", \"after\": \"PT1H\"}", inSegment("dry"), period);
    assertThat(carts.get("basis").asString()).isEqualTo("events");
    assertThat(carts.get("complete").asBoolean()).isTrue();
    assertThat(carts.get("entered").asLong()).isEqualTo(2);
    assertThat(carts.get("sample").get(0).get("userId").asString()).isEqualTo("dry-0");
    assertThat(carts.get("sample").get(0).get("at").asString())
        .isEqualTo(then.plusSeconds(4_200).toString());
    // A day later nobody would.
    assertThat(
            dryRun("{\"type\": \"abandoned-cart\", \"after\": \"P1D\"}", inSegment("dry"), period)
                .get("entered")
                .asLong())
        .isZero();
    String first = "{\"type\": \"welcome\", \"on\": \"first-order\"}";
    assertThat(dryRun(first, inSegment("dry"), period).get("users").asLong()).isEqualTo(1);
    String segment = "{\"type\": \"segment-entry\", \"audience\": \"a\"}";
    String id =
        post(
                "/v1/journeys",
                "{\"name\":\"d\",\"trigger\":" + segment + ",\"steps\":[" + MAIL + "]}")
            .body()
            .get("id")
            .asString();
    Answer unknown = post("/v1/journeys/" + id + "/dry-run", "{}");
    assertThat(unknown.status()).isEqualTo(409);
    assertThat(unknown.body().toString()).contains("not-in-history");
  }

  @Test
  void mistakes_areNamedByStepAndField() {
    Answer answer =
        post(
            "/v1/journeys",
            """
            {"name": "x", "trigger": {"type": "event", "event": {"event": "Y"}},
             "steps": [{"id": "a", "type": "wait", "duration": "P9999D"},
                       {"id": "b", "type": "send", "channel": "email", "next": "zzz"},
                       {"id": "c", "type": "send", "channel": "email", "template": "no-such"}]}
            """);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("errors").toString())
        .contains("steps[0].duration", "too-long", "steps[1].template", "steps[1]", "zzz")
        .contains("steps[2].template", "unknown-template");
    assertThat(get("/v1/journeys/nope").status()).isEqualTo(404);
    assertThat(get("/v1/journeys/nope/report").status()).isEqualTo(404);
    String draft =
        post(
                "/v1/journeys",
                get("/v1/journey-templates").body().get("items").get(0).get("journey").toString())
            .body()
            .get("id")
            .asString();
    assertThat(post("/v1/journeys/" + draft + "/pause", null).status()).isEqualTo(409);
    assertThat(call("DELETE", "/v1/journeys/" + draft, null).status()).isEqualTo(204);
  }
}
