package io.tierwise.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.ingest.validation.EventReader;
import io.tierwise.ingest.validation.ExchangeRates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

class BrokerTroubleTest {
  private static final String BATCH =
      "{\"batch\":["
          + "{\"type\":\"page\",\"userId\":\"u\",\"messageId\":\"1\"},"
          + "{\"type\":\"page\"},"
          + "{\"type\":\"page\",\"userId\":\"u\",\"messageId\":\"2\"}]}";
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** Nothing listens on port 1. */
  @Test
  void brokerThatIsAway_isAnsweredWith503InBoundedTime() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", "127.0.0.1:1",
            "max.block.ms", 300,
            "request.timeout.ms", 300,
            "linger.ms", 5,
            "delivery.timeout.ms", 700);
    try (Producer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      long start = System.nanoTime();
      ResponseEntity<Object> answer = batch(producer, Duration.ofSeconds(2));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
      assertUnavailable(answer, List.of());
      assertUnavailable(single(producer), List.of());
    }
    assertThat(meters.find("tierwise.ingest.events").counters()).isEmpty();
  }

  @Test
  void partOfABatchThatWasTaken_isNamed() throws InterruptedException {
    MockProducer<String, byte[]> producer = producer(false);
    Thread broker =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (producer.history().size() < 3) {
                    Thread.onSpinWait();
                  }
                  producer.completeNext();
                  producer.errorNext(new TimeoutException("expired"));
                  producer.completeNext();
                });
    assertUnavailable(batch(producer, Duration.ofSeconds(20)), List.of(0, 2));
    broker.join();
  }

  @Test
  void brokerThatNeverAnswers_isNotAwaitedForEver() {
    assertUnavailable(batch(producer(false), Duration.ofMillis(200)), List.of());
  }

  @Test
  void brokerThatAnswers_makesItAccepted() {
    ResponseEntity<Object> answer = batch(producer(true), Duration.ofSeconds(20));
    assertThat(answer.getStatusCode().value()).isEqualTo(202);
    assertThat(answer.getBody())
        .isInstanceOfSatisfying(
            byte[].class,
            json ->
                assertThat(new String(json, UTF_8)).startsWith("{\"accepted\":2,\"rejected\":1,"));
    assertThat(meters.get("tierwise.ingest.events").tag("outcome", "accepted").counter().count())
        .isEqualTo(2);
  }

  /** Else each of thousands of messages would wait for the metadata of a broker that is away. */
  @Test
  void firstFailure_endsTheSending() {
    MockProducer<String, byte[]> producer = producer(true);
    producer.sendException = new org.apache.kafka.common.KafkaException("closed");
    List<ProducerRecord<String, byte[]>> messages =
        IntStream.range(0, 100)
            .mapToObj(i -> new ProducerRecord<>("topic", "key", new byte[] {(byte) i}))
            .toList();
    BitSet acknowledged =
        new Publisher(() -> producer, Duration.ofSeconds(20), meters).sendAll(messages);
    assertThat(acknowledged.isEmpty()).isTrue();
    assertThat(producer.history()).isEmpty();
  }

  private static MockProducer<String, byte[]> producer(boolean answers) {
    return new MockProducer<>(answers, null, new StringSerializer(), new ByteArraySerializer());
  }

  private ResponseEntity<Object> batch(Producer<String, byte[]> producer, Duration timeout) {
    return door(producer, timeout).batch(request(BATCH), Provenance.Door.BATCH);
  }

  private ResponseEntity<Object> single(Producer<String, byte[]> producer) {
    return door(producer, Duration.ofSeconds(2))
        .single(EventType.PAGE, request("{\"userId\":\"u\"}"));
  }

  private EventDoor door(Producer<String, byte[]> producer, Duration timeout) {
    IngestProperties properties = TestProperties.of(Map.of("web", "web-key"));
    return new EventDoor(
        new WriteKeys(properties.writeKeys()),
        new AdmissionGate(1_000_000, 500_000, Duration.ofSeconds(1)),
        new EventReader(new ExchangeRates("GBP", Map.of()), false),
        new Publisher(() -> producer, timeout, meters),
        new IngestMetrics(meters),
        properties,
        Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
  }

  private static MockHttpServletRequest request(String body) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
    request.addHeader("Authorization", RunningIngest.basic("web-key:"));
    request.setContent(body.getBytes(UTF_8));
    return request;
  }

  private static void assertUnavailable(ResponseEntity<Object> answer, List<Integer> accepted) {
    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("2");
    assertThat(answer.getBody())
        .isInstanceOfSatisfying(
            ProblemDetail.class,
            problem ->
                assertThat(problem.getProperties()).containsEntry("acceptedIndexes", accepted));
  }
}
