package io.tierwise.profile.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.contracts.profile.ProfileFeatures;
import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.lookup.ReadProfiles;
import io.tierwise.profile.publication.ProfileFacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;

/** From the topic of events to the topic of features, through the real broker. */
@ProfileServiceTest
class ListenerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired private KafkaTemplate<String, byte[]> kafka;
  @Autowired private ConsumerFactory<String, byte[]> consumers;
  @Autowired private KafkaListenerEndpointRegistry listeners;
  @Autowired private ReadProfiles profiles;
  @Autowired private JdbcTemplate jdbc;

  private void send(Events... events) {
    for (Events event : events) {
      kafka.send(Topics.BEHAVIOR_EVENTS, event.build().userKey(), event.json()).join();
    }
  }

  private void awaitEvents(String key, long count) {
    await()
        .atMost(PATIENCE)
        .until(() -> profiles.find(key).map(ProfileFacts::events).equals(Optional.of(count)));
  }

  /** All messages of a topic so far. */
  private List<ConsumerRecord<String, byte[]>> all(String topic) {
    try (Consumer<String, byte[]> consumer = consumers.createConsumer("reader", "reader")) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(p -> consumer.position(p) < Objects.requireNonNull(ends.get(p)))) {
        consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
      }
      return messages;
    }
  }

  private List<ConsumerRecord<String, byte[]>> featuresOf(String key) {
    return all(Topics.PROFILE_FEATURES).stream().filter(m -> key.equals(m.key())).toList();
  }

  private ProfileFeatures lastFeatures(String key) {
    return ContractJson.read(featuresOf(key).getLast().value(), ProfileFeatures.class);
  }

  @Test
  void events_becomeFeatures() {
    send(
        Events.viewed("m1").user("flow-u").in("GB", "Mobile"),
        Events.ordered("m2", "o1", "20.005")
            .user("flow-u")
            .minute(5)
            .products(Events.product("p", "Garden", "Acme", "20.005")),
        Events.refunded("m3", "o1", "5").user("flow-u").minute(9));
    await().atMost(PATIENCE).until(() -> !featuresOf("flow-u").isEmpty());
    awaitEvents("flow-u", 3);
    await().atMost(PATIENCE).until(() -> lastFeatures("flow-u").refunds().signum() > 0);
    ProfileFeatures features = lastFeatures("flow-u");
    assertThat(features.orders()).isEqualTo(1);
    assertThat(features.grossRevenue()).isEqualByComparingTo("20.005");
    assertThat(features.netRevenue()).isEqualByComparingTo("15.005");
    assertThat(features.sessions()).isEqualTo(1);
    assertThat(features.browseSeconds()).isEqualTo(9 * 60);
    assertThat(features.hourOfWeek()).hasSize(168);
    assertThat(features.hourOfWeek().get(10)).isEqualTo(3);
    assertThat(features.categoryAffinity()).isEqualTo(Map.of("Garden", 1.0));
    assertThat(features.devices()).containsExactly("mobile");
    assertThat(features.country()).isEqualTo("GB");
  }

  @Test
  void returnsReviewsAndCampaigns_areSignals() {
    send(
        Events.viewed("m1").user("signal-u").from("Bavaria", "spring", "newsletter"),
        Events.ordered("m2", "o1", "20").user("signal-u").minute(1).coupon("TEN"),
        Events.ordered("m3", "o2", "20").user("signal-u").minute(1 + 36 * 60),
        Events.refunded("m4", "o2", "5").user("signal-u").minute(3_000),
        Events.reviewed("m5", 4.0, null).user("signal-u").minute(3_001),
        Events.clickedPromotion("m6", "c-7").user("signal-u").minute(3_002),
        Events.viewed("m7").user("plain-u"));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !featuresOf("signal-u").isEmpty()
                    && lastFeatures("signal-u").eventCounts().containsKey("Promotion Clicked"));
    ProfileFeatures.Signals signals = Objects.requireNonNull(lastFeatures("signal-u").signals());
    assertThat(signals.ordersPlaced()).isEqualTo(2);
    assertThat(signals.ordersReturned()).isEqualTo(1);
    assertThat(signals.ordersDiscounted()).isEqualTo(1);
    assertThat(signals.averageDaysBetweenOrders()).isEqualTo(1.5);
    assertThat(signals.averageRating()).isEqualTo(4.0);
    assertThat(signals.averageSentiment()).isNull();
    assertThat(signals.firstTouch())
        .isEqualTo(new ProfileFeatures.Touch(Events.T0, "spring", "newsletter", null, false));
    assertThat(signals.lastTouch())
        .isEqualTo(
            new ProfileFeatures.Touch(
                Events.T0.plusSeconds(3_002 * 60), "c-7", null, "home", true));
    await().atMost(PATIENCE).until(() -> !featuresOf("plain-u").isEmpty());
    assertThat(new String(featuresOf("plain-u").getLast().value(), StandardCharsets.UTF_8))
        .doesNotContain("signals");
  }

  @Test
  void features_goOnWithTheTraceOfTheEvent() {
    byte[] trace =
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            .getBytes(StandardCharsets.US_ASCII);
    Events event = Events.viewed("m1").user("traced-u");
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(Topics.BEHAVIOR_EVENTS, "traced-u", event.json());
    message.headers().add("traceparent", trace);
    kafka.send(message).join();
    await().atMost(PATIENCE).until(() -> !featuresOf("traced-u").isEmpty());
    assertThat(featuresOf("traced-u").getFirst().headers().lastHeader("traceparent").value())
        .isEqualTo(trace);
  }

  @Test
  void manyEventsOfAUser_areFewMessages() {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] json = Events.viewed("m" + i).user("busy-u").minute(i).json();
      sent.add(kafka.send(Topics.BEHAVIOR_EVENTS, "busy-u", json));
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !featuresOf("busy-u").isEmpty()
                    && lastFeatures("busy-u").eventCounts().get("Product Viewed") == 200);
    assertThat(featuresOf("busy-u")).hasSizeLessThan(10);
  }

  @Test
  void mergedKey_getsATombstone() {
    send(Events.viewed("m1").anonymous("tomb-x"));
    await().atMost(PATIENCE).until(() -> !featuresOf("anon:tomb-x").isEmpty());
    send(Events.identify("m2", "tomb-u", "tomb-x"));
    await().atMost(PATIENCE).until(() -> featuresOf("anon:tomb-x").getLast().value() == null);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !featuresOf("tomb-u").isEmpty()
                    && lastFeatures("tomb-u").mergedIds().equals(List.of("anon:tomb-x")));
    assertThat(lastFeatures("tomb-u").eventCounts().get("Product Viewed")).isEqualTo(1);
  }

  @Test
  void poison_goesToTheRejectedEvents_andTheRestIsFolded() {
    byte[] poison = "{\"broken\": tru".getBytes(StandardCharsets.UTF_8);
    kafka.send(Topics.BEHAVIOR_EVENTS, "poisoned-u", poison).join();
    kafka.send(Topics.BEHAVIOR_EVENTS, "poisoned-u", null).join();
    send(Events.viewed("m1").user("poisoned-u"));
    awaitEvents("poisoned-u", 1);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                all(Topics.REJECTED_EVENTS).stream()
                        .filter(m -> "poisoned-u".equals(m.key()))
                        .count()
                    >= 2);
    RejectedEvent rejected =
        all(Topics.REJECTED_EVENTS).stream()
            .filter(m -> "poisoned-u".equals(m.key()))
            .map(m -> ContractJson.read(m.value(), RejectedEvent.class))
            .findFirst()
            .orElseThrow();
    assertThat(rejected.payload()).isEqualTo("{\"broken\": tru");
    assertThat(rejected.topic()).isEqualTo(Topics.BEHAVIOR_EVENTS);
    assertThat(rejected.offset()).isNotNull();
    assertThat(rejected.reasons().getFirst().code()).isEqualTo("unreadable");
  }

  @Test
  void readingTheWholeTopicAgain_changesNothing() throws Exception {
    for (int i = 0; i < 50; i++) {
      send(Events.ordered("m" + i, "o" + i, "1.5").user("again-u" + i % 5).minute(i));
    }
    for (int i = 0; i < 5; i++) {
      awaitEvents("again-u" + i, 10);
    }
    String totals =
        "select string_agg(concat_ws('|', user_key, version, orders, gross_revenue, sessions,"
            + " encode(state, 'hex')), ';' order by user_key) from profile"
            + " where user_key like 'again-u_'";
    String before = jdbc.queryForObject(totals, String.class);
    Long tallied = jdbc.queryForObject("select sum(n) from event_tally", Long.class);
    Long rows = jdbc.queryForObject("select count(*) from event_ledger", Long.class);

    MessageListenerContainer listener =
        Objects.requireNonNull(listeners.getListenerContainer("behavior-events"));
    listener.stop();
    List<TopicPartition> partitions =
        List.of(0, 1, 2).stream().map(p -> new TopicPartition(Topics.BEHAVIOR_EVENTS, p)).toList();
    Map<TopicPartition, Long> ends;
    try (Consumer<String, byte[]> consumer =
        consumers.createConsumer("profile-service", "rewinder")) {
      ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      Map<TopicPartition, OffsetAndMetadata> start = new HashMap<>();
      partitions.forEach(p -> start.put(p, new OffsetAndMetadata(0)));
      consumer.commitSync(start);
    }
    listener.start();
    try (Consumer<String, byte[]> consumer =
        consumers.createConsumer("profile-service", "watcher")) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  consumer.committed(Set.copyOf(partitions)).entrySet().stream()
                      .allMatch(
                          e ->
                              e.getValue() != null
                                  && e.getValue().offset()
                                      >= Objects.requireNonNull(ends.get(e.getKey()))));
    }
    assertThat(jdbc.queryForObject(totals, String.class)).isEqualTo(before);
    assertThat(jdbc.queryForObject("select sum(n) from event_tally", Long.class))
        .isEqualTo(tallied);
    assertThat(jdbc.queryForObject("select count(*) from event_ledger", Long.class))
        .isEqualTo(rows);
  }
}
