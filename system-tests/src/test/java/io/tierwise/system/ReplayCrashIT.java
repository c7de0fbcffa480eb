package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.system.ProfileDatabase.Key;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Kill -9 of ingest-service in the middle of a replay: the job goes on, and nothing counts twice.
 */
class ReplayCrashIT {
  private static final int EVENTS = 12_000;
  private static final String PREFIX = "replay-crash-";

  @Test
  void killedInTheMiddleOfAReplay_goesOnAndCountsNothingTwice() throws Exception {
    RunningSuite suite = RunningSuite.battered();
    suite.ingestWithDatabase();
    Set<Key> expected = reject(suite);
    Database ingest = new Database(suite.stack(), ServiceSettings.INGEST);
    Eventually.value(
        "the rejected events are kept",
        Duration.ofMinutes(2),
        Duration.ofMillis(250),
        () ->
            ingest
                        .query(
                            "select count(*) from rejected_event where starts_with(message_id, ?)",
                            row -> row.getLong(1),
                            PREFIX)
                        .getFirst()
                    == EVENTS
                ? ingest
                : null);

    String job;
    // It waits for the last event, so that it is in the middle however quick the machine is.
    String last = "select from rejected_event where message_id = ? for update";
    try (Connection _ = ingest.hold(last, PREFIX + (EVENTS - 1))) {
      Rest.Answer started =
          suite
              .ingest()
              .post("/v1/replays", "{\"reason\":\"unknown-currency\",\"note\":\"crash\"}");
      assertThat(started.status()).as(started.body()).isEqualTo(202);
      String path =
          URI.create(started.response().headers().firstValue("Location").orElseThrow()).getPath();
      job =
          Eventually.value(
              "the replay has begun",
              Duration.ofMinutes(1),
              Duration.ofMillis(10),
              () -> suite.ingest().read(path).at("/counts/accepted").intValue() > 0 ? path : null);
      suite.stack().kill(ServiceSettings.INGEST);
    }
    List<String> left =
        ingest.query(
            "select state || ' ' || (accepted < total) from replay_job where note = 'crash'",
            row -> row.getString(1));
    assertThat(left).as("killed in the middle").containsExactly("RUNNING true");
    suite.stack().start(ServiceSettings.INGEST);

    JsonNode done =
        Eventually.value(
            "the replay goes on to its end",
            Duration.ofMinutes(3),
            Duration.ofMillis(250),
            () -> {
              Rest.Answer answer = suite.ingest().get(job);
              if (answer.status() != 200) {
                // The service is up before it has found its database.
                return null;
              }
              String state = answer.json().get("state").stringValue();
              assertThat(state).isIn("RUNNING", "SUCCEEDED");
              return state.equals("SUCCEEDED") ? answer.json() : null;
            });
    assertThat(done.at("/counts/events").intValue()).isEqualTo(EVENTS);
    assertThat(done.at("/counts/accepted").intValue()).isEqualTo(EVENTS);
    assertThat(done.at("/counts/rejected").intValue() + done.at("/counts/skipped").intValue())
        .isZero();

    ProfileDatabase profiles = new ProfileDatabase(suite.stack());
    Eventually.asserted(
        "each event is in the ledger",
        Duration.ofMinutes(2),
        () -> assertThat(profiles.ledgerSize(PREFIX)).isEqualTo(EVENTS));
    List<Key> ledger = profiles.ledger(PREFIX);
    assertThat(ledger).hasSize(EVENTS);
    assertThat(new HashSet<>(ledger)).isEqualTo(expected);
    assertThat(suite.profile().read("/v1/profiles/" + PREFIX + "user").get("events").intValue())
        .isEqualTo(EVENTS);
  }

  /** As they would lie there from before a currency's rate was configured. */
  private static Set<Key> reject(RunningSuite suite) {
    Set<Key> keys = new HashSet<>();
    String user = PREFIX + "user";
    try (Producer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", suite.stack().kafkaBootstrapServers(), "linger.ms", 20),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < EVENTS; i++) {
        String messageId = PREFIX + i;
        keys.add(new Key(user, messageId));
        String payload =
            "{\"type\":\"page\",\"userId\":\"%s\",\"messageId\":\"%s\"}".formatted(user, messageId);
        RejectedEvent rejected =
            new RejectedEvent(
                RejectedEvent.SCHEMA,
                "ingest-service/" + messageId,
                Instant.now(),
                "ingest-service",
                "demo",
                null,
                null,
                null,
                messageId,
                user,
                List.of(new Reason("currency", "unknown-currency", "as it was then")),
                payload,
                null);
        producer.send(
            new ProducerRecord<>(Topics.REJECTED_EVENTS, user, ContractJson.write(rejected)));
      }
    }
    return keys;
  }
}
