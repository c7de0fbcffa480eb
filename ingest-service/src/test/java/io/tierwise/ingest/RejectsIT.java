package io.tierwise.ingest;

import static io.tierwise.contracts.Topics.BEHAVIOR_EVENTS;
import static io.tierwise.contracts.Topics.PROFILE_FEATURES;
import static io.tierwise.contracts.Topics.REJECTED_EVENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.Provenance.Door;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

class RejectsIT extends RunningIngest {
  private static final String LIST = "/v1/rejected-events";
  @Autowired private KafkaTemplate<String, byte[]> kafka;
  @Autowired private JdbcClient jdbc;

  @Test
  void rejectedEvents_areListedNewestFirstByFilterAndPage() {
    String user = unique("u");
    for (int i = 0; i < 5; i++) {
      post("/v1/track", track(user, "m" + i, i % 2 == 0 ? "'price':-1" : "'price':'x'"));
    }
    List<JsonNode> all = await(user, 5);
    assertThat(all).extracting(r -> r.get("messageId").asString()).contains("m0", "m4");
    assertThat(all)
        .extracting(r -> Instant.parse(r.get("rejectedAt").asString()))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(all.getFirst().get("status").asString()).isEqualTo("open");
    assertThat(all.getFirst().get("source").asString()).isEqualTo("web");

    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = getWithKey(LIST + "?limit=2&userId=" + user + cursor).json();
      page.get("items").forEach(r -> paged.add(r.get("id").asString()));
      cursor =
          page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asString();
    } while (!cursor.isEmpty());
    assertThat(paged).isEqualTo(all.stream().map(r -> r.get("id").asString()).toList());

    String of = "&userId=" + user;
    assertThat(count("reason=negative-price" + of)).isEqualTo(3);
    assertThat(count("reason=not-a-number" + of)).isEqualTo(2);
    assertThat(count("messageId=m3" + of)).isEqualTo(1);
    assertThat(count("source=app" + of)).isZero();
    assertThat(count("service=ingest-service&status=open" + of)).isEqualTo(5);
    String third = all.get(2).get("rejectedAt").asString();
    assertThat(count("to=" + third + of)).isEqualTo(2);
    assertThat(count("from=" + third + of)).isEqualTo(3);

    Answer wrong = getWithKey(LIST + "?from=yesterday&colour=red&status=lost");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.errors())
        .containsExactlyInAnyOrder(
            "from wrong-type", "status wrong-type", "colour unknown-parameter");
    assertThat(getWithKey(LIST + "?cursor=abc").status()).isEqualTo(400);
    assertThat(getWithKey(LIST + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(getWithKey(LIST + "/nothing").status()).isEqualTo(404);
  }

  @Test
  void counts_areByReasonSourceServiceAndDay() throws Exception {
    Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(7, ChronoUnit.DAYS);
    String user = unique("u");
    reject(user, "a", page(user, "a"), day.plusSeconds(10), "late", "missing");
    reject(user, "b", page(user, "b"), day.plusSeconds(20), "late");
    reject(user, "c", page(user, "c"), day.plus(1, ChronoUnit.DAYS), "missing");
    await(user, 3);
    JsonNode counts =
        getWithKey(LIST + "/counts?from=" + day + "&to=" + day.plus(2, ChronoUnit.DAYS)).json();
    assertThat(counts.get("rejected").asInt()).isEqualTo(3);
    assertThat(counts.at("/reasons/late").asInt()).isEqualTo(2);
    assertThat(counts.at("/reasons/missing").asInt()).isEqualTo(2);
    assertThat(counts.at("/sources/web").asInt()).isEqualTo(3);
    assertThat(counts.at("/statuses/open").asInt()).isEqualTo(3);
    assertThat(counts.at("/days/" + day.toString().substring(0, 10)).asInt()).isEqualTo(2);
  }

  @Test
  void redelivery_isTheSameRejection() throws Exception {
    String user = unique("u");
    Instant now = Instant.now();
    byte[] same = rejection(user, "m", page(user, "m"), now, List.of("late"));
    for (int i = 0; i < 3; i++) {
      kafka.send(REJECTED_EVENTS, user, same).get(20, TimeUnit.SECONDS);
    }
    kafka.send(REJECTED_EVENTS, user, "no rejection".getBytes(UTF_8)).get(20, TimeUnit.SECONDS);
    reject(user, "last", page(user, "last"), now, "late");
    await(user, 2);
  }

  /** One message that PostgreSQL would not take must not stop those behind it. */
  @Test
  void oddRejection_isKeptToo() throws Exception {
    String user = unique("u");
    String odd =
        """
        {"rejectionId":"x/%1$s","userKey":"%1$s\\u0000","messageId":"%2$s","reasons":[{}],
         "rejectedAt":"+400000-01-01T00:00:00Z","partition":-1,"payload":"\\u0000\\ud800"}"""
            .formatted(user, "m".repeat(9_000));
    kafka.send(REJECTED_EVENTS, user, odd.getBytes(UTF_8)).get(20, TimeUnit.SECONDS);
    JsonNode kept = await(user + "%EF%BF%BD", 1).getFirst();
    assertThat(kept.at("/errors/0/code").asString()).isEqualTo("unknown");
    assertThat(kept.get("service").asString()).isEqualTo("unknown");
    Answer closed = post(LIST + "/" + kept.get("id").asString() + "/replay", "");
    assertThat(closed.json().get("type").asString()).endsWith("unknown-origin");
  }

  @Test
  void event_isMendedAndReplayedUnderItsMessageId() {
    String user = unique("u");
    assertThat(post("/v1/track", track(user, "m1", "'price':-1")).status()).isEqualTo(400);
    String path = LIST + "/" + await(user, 1).getFirst().get("id").asString();
    JsonNode detail = getWithKey(path).json();
    assertThat(detail.get("payload").asString()).contains("\"price\":-1");
    assertThat(detail.at("/rejection/errors/0/code").asString()).isEqualTo("negative-price");
    assertThat(detail.get("door").asString()).isEqualTo("single");

    Answer asItIs = send("POST", path + "/replay", new byte[0], Map.of());
    assertThat(asItIs.status()).isEqualTo(200);
    assertThat(asItIs.json().get("outcome").asString()).isEqualTo("rejected");
    assertThat(asItIs.errors()).containsExactly("properties.products[0].price negative-price");

    Answer otherId = post(path + "/replay", track(user, "m2", "'price':1"));
    assertThat(otherId.json().get("outcome").asString()).isEqualTo("rejected");
    assertThat(otherId.errors()).containsExactly("messageId inconsistent");

    Answer mended = post(path + "/replay", track(user, "m1", "'price':1"));
    assertThat(mended.status()).isEqualTo(200);
    assertThat(mended.json().get("outcome").asString()).isEqualTo("accepted");
    assertThat(mended.json().get("messageId").asString()).isEqualTo("m1");
    assertThat(events(user)).extracting(BehaviorEvent::messageId).containsExactly("m1");

    Answer again = post(path + "/replay", track(user, "m1", "'price':1"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(post(path + "/replay?again=true", track(user, "m1", "'price':1")).status())
        .isEqualTo(200);
    assertThat(events(user)).extracting(BehaviorEvent::messageId).containsExactly("m1", "m1");

    JsonNode after = getWithKey(path).json();
    assertThat(after.at("/rejection/status").asString()).isEqualTo("accepted");
    assertThat(after.at("/rejection/replays").asInt()).isEqualTo(4);
    assertThat(after.get("history"))
        .extracting(h -> h.get("outcome").asString())
        .containsExactly("accepted", "accepted", "rejected", "rejected");
    assertThat(after.at("/history/0/by").asString()).isEqualTo("web");
    assertThat(after.at("/history/1/correction").asString()).contains("\"price\":1");
  }

  @Test
  void unreadableBatch_isMendedAsABatch() {
    String user = unique("u");
    String marker = unique("broken");
    assertThat(post("/v1/batch", "{'batch':[{'type':'page','userId':'" + marker).status())
        .isEqualTo(400);
    String id =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () ->
                    jdbc.sql("select id::text from rejected_event where position(? in payload) > 0")
                        .param(marker.getBytes(UTF_8))
                        .query(String.class)
                        .optional()
                        .orElse(""),
                found -> !found.isEmpty());
    Answer mended =
        post(
            LIST + "/" + id + "/replay",
            "{'batch':[{'type':'page','userId':'%1$s','messageId':'1'},{'type':'page'},{'type':'page','userId':'%1$s','messageId':'2'}]}"
                .formatted(user));
    assertThat(mended.json().get("outcome").asString()).isEqualTo("accepted");
    assertThat(mended.json().at("/results/accepted").asInt()).isEqualTo(2);
    assertThat(mended.json().at("/results/results/1/errors/0/code").asString())
        .isEqualTo("missing");
    assertThat(events(user)).hasSize(2);
  }

  @Test
  void replayByFilter_offersEachEventOnce() throws Exception {
    String user = unique("u");
    fill(user, 25);
    for (int i = 0; i < 5; i++) {
      reject(
          user,
          "bad" + i,
          "{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":7}",
          Instant.now(),
          "late");
    }
    rejectCut(user);
    await(user, 31);

    JsonNode first = replayed("{'userId':'" + user + "','note':'currency was missing'}");
    assertThat(first.get("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(first.get("progress").asDouble()).isEqualTo(1);
    assertThat(first.get("note").asString()).isEqualTo("currency was missing");
    assertCounts(first, 31, 25, 5, 1);
    assertThat(events(user)).hasSize(25);

    assertCounts(replayed("{'userId':'" + user + "'}"), 6, 0, 5, 1);
    assertThat(events(user)).hasSize(25);

    assertCounts(
        replayed("{'userId':'" + user + "','status':'accepted','again':true}"), 25, 25, 0, 0);
    assertThat(events(user)).hasSize(50);
    assertThat(new TreeSet<>(events(user).stream().map(BehaviorEvent::messageId).toList()))
        .hasSize(25);
    assertThat(count("status=rejected-again&userId=" + user)).isEqualTo(5);
    assertThat(count("status=open&userId=" + user)).isEqualTo(1);

    JsonNode newest = getWithKey("/v1/replays?limit=2").json();
    assertThat(newest.get("items")).hasSize(2);
    assertThat(
            getWithKey("/v1/replays?limit=2&cursor=" + newest.get("nextCursor").asString())
                .status())
        .isEqualTo(200);
    assertThat(getWithKey("/v1/replays/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(get("/actuator/prometheus").response().body())
        .containsPattern("tierwise_ingest_replays_total\\{.*kind=\"job\",outcome=\"accepted\"");
  }

  /** As a crash leaves it: leased by someone who is gone, with ten events done. */
  @Test
  void replayWhoseOwnerDied_goesOnWhereItWas() throws Exception {
    String user = unique("u");
    fill(user, 25);
    await(user, 25);
    UUID id =
        jdbc.sql(
                """
                insert into replay_job (state, filter, again, created_by, created_at, upto, total,
                  position, accepted, lease_owner, lease_until, attempts)
                select 'RUNNING', ?::json, false, 'web', now(), max(seq), 25,
                  (array_agg(seq order by seq))[10], 10, 'gone', now() - interval '1 second', 1
                from rejected_event where user_id = ? returning id
                """)
            .params("{\"userId\":\"" + user + "\"}", user)
            .query(UUID.class)
            .single();
    JsonNode job = awaitEnd("/v1/replays/" + id);
    assertCounts(job, 25, 25, 0, 0);
    assertThat(events(user)).hasSize(15);
    assertThat(count("status=accepted&userId=" + user)).isEqualTo(15);
  }

  @Test
  void replay_isCancelledOnce() {
    UUID id =
        jdbc.sql(
                """
                insert into replay_job (state, filter, again, created_by, created_at, upto, total,
                  lease_owner, lease_until)
                values ('RUNNING', '{}', false, 'web', now(), 5, 5, 'other', now() + interval '1 day')
                returning id
                """)
            .query(UUID.class)
            .single();
    Answer cancelled = post("/v1/replays/" + id + "/cancel", "");
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.json().get("state").asString()).isEqualTo("CANCELLED");
    assertThat(post("/v1/replays/" + id + "/cancel", "").status()).isEqualTo(409);
  }

  @Test
  void replayAskedForTwiceUnderOneKey_isOne() {
    String body = "{\"userId\":\"" + unique("nobody") + "\"}";
    Map<String, String> key = Map.of("Idempotency-Key", unique("k"));
    Answer first = send("POST", "/v1/replays", body.getBytes(UTF_8), key);
    Answer second = send("POST", "/v1/replays", body.getBytes(UTF_8), key);
    assertThat(first.status()).isEqualTo(202);
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(post("/v1/replays", "{'colour':'red'}").errors())
        .containsExactly("colour unknown-field");
  }

  @Test
  void otherServicesRejections_goBackToTheirTopic() throws Exception {
    String user = unique("u");
    byte[] event =
        ("{\"schema\":\"behavior-event/1\",\"messageId\":\"m\",\"type\":\"PAGE\",\"userId\":\""
                + user
                + "\",\"occurredAt\":\"2026-01-01T00:00:00Z\",\"receivedAt\":\"2026-01-01T00:00:00Z\",\"source\":\"web\",\"kept\":\"as it is\"}")
            .getBytes(UTF_8);
    deadLetter("profile-service", BEHAVIOR_EVENTS, user, new String(event, UTF_8));
    deadLetter("recommend-service", BEHAVIOR_EVENTS, user, "{\"broken\"");
    deadLetter("segmentation-service", PROFILE_FEATURES, user, "{}");
    await(user, 3);
    assertCounts(replayed("{'userId':'" + user + "'}"), 3, 1, 1, 1);
    assertThat(readAll(BEHAVIOR_EVENTS, m -> user.equals(m.key())))
        .singleElement()
        .satisfies(m -> assertThat(m.value()).isEqualTo(event));
    String state =
        getWithKey(LIST + "?service=segmentation-service&userId=" + user)
            .json()
            .at("/items/0/id")
            .asString();
    Answer closed = post(LIST + "/" + state + "/replay", "");
    assertThat(closed.status()).isEqualTo(409);
    assertThat(closed.json().get("type").asString()).endsWith("outdated-state");
  }

  @Test
  void nobody_seesPayloadsWithoutAKey() {
    for (String path :
        List.of(LIST, LIST + "/counts", LIST + "/" + UUID.randomUUID(), "/v1/replays")) {
      assertThat(get(path).status()).as(path).isEqualTo(401);
    }
    Map<String, String> ofAPage = Map.of("Authorization", basic("key-in-a-page:"));
    assertThat(send("GET", LIST, new byte[0], ofAPage).status()).isEqualTo(403);
    assertThat(send("GET", LIST + "?limit=1", new byte[0], Map.of()).status()).isEqualTo(200);
    for (String path : List.of("/v1/replays", LIST + "/" + UUID.randomUUID() + "/replay")) {
      assertThat(sendWithout("Authorization", path, "{}").status()).as(path).isEqualTo(401);
    }
  }

  @Test
  void oldRejections_areDeletedInBatches() throws Exception {
    String user = unique("u");
    jdbc.sql(
            """
            insert into rejected_event (id, rejection_id, rejected_at, service, source, user_id,
              codes, reasons, payload, complete)
            select gen_random_uuid(), 'r' || i, now() - interval '31 days', 'ingest-service', 'web',
              ?, '{late}', '[]', '', true
            from generate_series(1, 2500) i
            """)
        .param(user)
        .update();
    reject(user, "young", page(user, "young"), Instant.now().minus(29, ChronoUnit.DAYS), "late");
    Awaitility.await("retention")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql("select rejection_id from rejected_event where user_id = ?")
                            .param(user)
                            .query(String.class)
                            .list())
                    .hasSize(1)
                    .allMatch(id -> id.endsWith("young")));
  }

  private void fill(String user, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      reject(user, "m" + i, page(user, "m" + i), Instant.now(), "unknown-currency");
    }
  }

  private static String track(String user, String messageId, String price) {
    return "{'userId':'%s','messageId':'%s','event':'Order Completed','properties':{'order_id':'1','products':[{'product_id':'p',%s}]}}"
        .formatted(user, messageId, price);
  }

  private static String page(String user, String messageId) {
    return "{\"type\":\"page\",\"userId\":\"%s\",\"messageId\":\"%s\"}".formatted(user, messageId);
  }

  private void reject(String user, String messageId, String payload, Instant at, String... codes)
      throws Exception {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            REJECTED_EVENTS,
            null,
            user,
            rejection(user, messageId, payload, at, List.of(codes)),
            Provenance.batch(Door.BATCH).headers());
    kafka.send(message).get(20, TimeUnit.SECONDS);
  }

  private void rejectCut(String user) throws Exception {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            REJECTED_EVENTS,
            user,
            rejection(user, "cut", page(user, "cut"), Instant.now(), List.of("too-large")));
    kafka.send(Provenance.markCut(message)).get(20, TimeUnit.SECONDS);
  }

  private static byte[] rejection(
      String user, String messageId, String payload, Instant at, List<String> codes) {
    return rejection(
        "ingest-service/" + user + "/" + messageId,
        "ingest-service",
        null,
        user,
        messageId,
        payload,
        at,
        codes);
  }

  private void deadLetter(String service, String topic, String user, String payload)
      throws Exception {
    byte[] json =
        rejection(
            service + "/" + user, service, topic, user, null, payload, Instant.now(), List.of("x"));
    kafka.send(REJECTED_EVENTS, user, json).get(20, TimeUnit.SECONDS);
  }

  private static byte[] rejection(
      String id,
      String service,
      @Nullable String topic,
      String user,
      @Nullable String messageId,
      String payload,
      Instant at,
      List<String> codes) {
    return ContractJson.write(
        new RejectedEvent(
            RejectedEvent.SCHEMA,
            id,
            at,
            service,
            topic == null ? "web" : topic,
            topic,
            topic == null ? null : 0,
            topic == null ? null : 7L,
            messageId,
            user,
            codes.stream().map(code -> new Reason("$", code, "for the test")).toList(),
            payload,
            null));
  }

  private List<JsonNode> await(String user, int count) {
    List<JsonNode> items = new ArrayList<>();
    Awaitility.await("rejected events of " + user)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              items.clear();
              getWithKey(LIST + "?limit=500&userId=" + user)
                  .json()
                  .path("items")
                  .forEach(items::add);
              assertThat(items).hasSize(count);
            });
    return items;
  }

  private int count(String query) {
    return getWithKey(LIST + "?limit=500&" + query).json().get("items").size();
  }

  private JsonNode replayed(String body) {
    Answer answer = post("/v1/replays", body);
    assertThat(answer.status()).isEqualTo(202);
    return awaitEnd(answer.header("Location"));
  }

  private JsonNode awaitEnd(String path) {
    return Awaitility.await(path)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> getWithKey(path).json(),
            job -> !List.of("QUEUED", "RUNNING").contains(job.path("state").asString()));
  }

  private static void assertCounts(
      JsonNode job, int events, int accepted, int rejected, int skipped) {
    assertThat(job.get("counts"))
        .isEqualTo(
            JSON.readTree(
                """
                {"events":%d,"replayed":%d,"accepted":%d,"rejected":%d,"skipped":%d}"""
                    .formatted(events, accepted + rejected, accepted, rejected, skipped)));
  }

  private static List<BehaviorEvent> events(String user) {
    return readAll(BEHAVIOR_EVENTS, m -> user.equals(m.key())).stream()
        .map(m -> ContractJson.read(m.value(), BehaviorEvent.class))
        .toList();
  }
}
