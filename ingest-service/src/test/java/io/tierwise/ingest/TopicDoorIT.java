package io.tierwise.ingest;

import static io.tierwise.contracts.Topics.BEHAVIOR_EVENTS;
import static io.tierwise.contracts.Topics.INBOUND_EVENTS;
import static io.tierwise.contracts.Topics.REJECTED_EVENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;

class TopicDoorIT extends RunningIngest {
  @Autowired private KafkaTemplate<String, byte[]> kafka;

  @Test
  void eventOfTheTopic_isTakenLikeOneOverHttp() throws Exception {
    String user = unique("u");
    Instant sent = Instant.parse("2026-03-04T05:06:07Z");
    RecordMetadata place = produce("{'type':'page','userId':'" + user + "'}", sent);
    BehaviorEvent event =
        read(BEHAVIOR_EVENTS, 1, BehaviorEvent.class, e -> e.userKey().equals(user)).getFirst();
    assertThat(event.source()).isEqualTo(INBOUND_EVENTS);
    assertThat(event.occurredAt()).isEqualTo(sent);
    assertThat(event.receivedAt()).isAfter(sent);
    assertThat(event.messageId())
        .isEqualTo(INBOUND_EVENTS + "-" + place.partition() + "@" + place.offset());
  }

  @Test
  void badMessages_areRejectedWithTheirPlaceAndDoNotStopTheRest() throws Exception {
    String user = unique("u");
    RecordMetadata broken = produce("{'type':", null);
    RecordMetadata empty = produce(null, null);
    RecordMetadata negative =
        produce(
            "{'type':'track','event':'Product Viewed','userId':'"
                + user
                + "','messageId':'m7','properties':{'product_id':1,'price':-1}}",
            null);
    RecordMetadata good = produce("{'type':'page','userId':'" + user + "'}", null);

    Map<RecordMetadata, String> codes =
        Map.of(broken, "broken-json", empty, "empty", negative, "negative-price");
    Map<String, RejectedEvent> byId = new HashMap<>();
    Set<String> ids = Set.copyOf(codes.keySet().stream().map(TopicDoorIT::rejectionId).toList());
    read(REJECTED_EVENTS, 3, RejectedEvent.class, r -> ids.contains(r.rejectionId()))
        .forEach(r -> byId.put(r.rejectionId(), r));
    codes.forEach(
        (place, code) -> {
          RejectedEvent rejected = byId.get(rejectionId(place));
          assertThat(rejected.topic()).isEqualTo(INBOUND_EVENTS);
          assertThat(rejected.partition()).isEqualTo(place.partition());
          assertThat(rejected.offset()).isEqualTo(place.offset());
          assertThat(rejected.reasons().getFirst().code()).isEqualTo(code);
        });
    assertThat(byId.get(rejectionId(negative)).messageId()).isEqualTo("m7");
    assertThat(byId.get(rejectionId(negative)).userKey()).isEqualTo(user);
    assertThat(byId.get(rejectionId(broken)).payload()).isEqualTo("{\"type\":");
    assertThat(read(BEHAVIOR_EVENTS, 1, BehaviorEvent.class, e -> e.userKey().equals(user)))
        .hasSize(1);
    assertCommittedPast(good);
  }

  private static void assertCommittedPast(RecordMetadata place) {
    TopicPartition partition = new TopicPartition(place.topic(), place.partition());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
      Awaitility.await("commit of " + place)
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                Map<TopicPartition, OffsetAndMetadata> committed =
                    admin
                        .listConsumerGroupOffsets("ingest-service")
                        .partitionsToOffsetAndMetadata()
                        .get(60, TimeUnit.SECONDS);
                assertThat(committed).containsKey(partition);
                assertThat(committed.get(partition).offset()).isGreaterThan(place.offset());
              });
    }
  }

  private static String rejectionId(RecordMetadata place) {
    return "ingest-service/" + place.topic() + "-" + place.partition() + "@" + place.offset();
  }

  private RecordMetadata produce(@Nullable String json, @Nullable Instant at) throws Exception {
    byte[] value = json == null ? null : json.replace('\'', '"').getBytes(UTF_8);
    Long timestamp = at == null ? null : at.toEpochMilli();
    return kafka
        .send(new ProducerRecord<>(INBOUND_EVENTS, null, timestamp, "any", value))
        .get(60, TimeUnit.SECONDS)
        .getRecordMetadata();
  }
}
