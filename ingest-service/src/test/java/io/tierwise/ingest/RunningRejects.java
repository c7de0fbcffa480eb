package io.tierwise.ingest;

import static io.tierwise.contracts.Topics.BEHAVIOR_EVENTS;
import static io.tierwise.contracts.Topics.REJECTED_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.Provenance.Door;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** What tests of rejected events share: ways to make some and to see what becomes of them. */
abstract class RunningRejects extends RunningIngest {
  static final String LIST = "/v1/rejected-events";
  @Autowired KafkaTemplate<String, byte[]> kafka;
  @Autowired JdbcClient jdbc;

  /** The service takes events before it has its tables. */
  @BeforeEach
  void awaitTables() {
    Awaitility.await("tables")
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .until(() -> getWithKey("/v1/replays?limit=1").status() == 200);
  }

  void fill(String user, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      reject(user, "m" + i, page(user, "m" + i), Instant.now(), "unknown-currency");
    }
  }

  static String track(String user, String messageId, String price) {
    return "{'userId':'%s','messageId':'%s','event':'Order Completed','properties':{'order_id':'1','products':[{'product_id':'p',%s}]}}"
        .formatted(user, messageId, price);
  }

  void reject(String user, String messageId, String payload, Instant at, String... codes)
      throws Exception {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            REJECTED_EVENTS,
            null,
            user,
            rejection(user, messageId, payload, at, List.of(codes)),
            Provenance.batch(Door.BATCH).headers());
    kafka.send(message).get(60, TimeUnit.SECONDS);
  }

  void rejectCut(String user) throws Exception {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            REJECTED_EVENTS,
            user,
            rejection(user, "cut", page(user, "cut"), Instant.now(), List.of("too-large")));
    kafka.send(Provenance.markCut(message)).get(60, TimeUnit.SECONDS);
  }

  static byte[] rejection(
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

  void deadLetter(String service, String topic, String user, String payload) throws Exception {
    byte[] json =
        rejection(
            service + "/" + user, service, topic, user, null, payload, Instant.now(), List.of("x"));
    kafka.send(REJECTED_EVENTS, user, json).get(60, TimeUnit.SECONDS);
  }

  static byte[] rejection(
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

  List<JsonNode> await(String user, int count) {
    List<JsonNode> items = new ArrayList<>();
    Awaitility.await("rejected events of " + user)
        .atMost(Duration.ofSeconds(60))
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

  int count(String query) {
    return getWithKey(LIST + "?limit=500&" + query).json().get("items").size();
  }

  JsonNode replayed(String body) {
    Answer answer = post("/v1/replays", body);
    assertThat(answer.status()).isEqualTo(202);
    return awaitEnd(answer.header("Location"));
  }

  JsonNode awaitEnd(String path) {
    return Awaitility.await(path)
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> getWithKey(path).json(),
            job -> !List.of("QUEUED", "RUNNING").contains(job.path("state").asString()));
  }

  static void assertCounts(JsonNode job, int events, int accepted, int rejected, int skipped) {
    assertThat(job.get("counts"))
        .isEqualTo(
            JSON.readTree(
                """
                {"events":%d,"replayed":%d,"accepted":%d,"rejected":%d,"skipped":%d}"""
                    .formatted(events, accepted + rejected, accepted, rejected, skipped)));
  }

  static List<BehaviorEvent> events(String user) {
    return readAll(BEHAVIOR_EVENTS, m -> user.equals(m.key())).stream()
        .map(m -> ContractJson.read(m.value(), BehaviorEvent.class))
        .toList();
  }
}
