package io.tierwise.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A shop's server that sends again, under the same message ids, until each event is accepted. What
 * it got no answer for, or a 503, may be in or not.
 */
final class PatientClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final RunningSuite suite;
  private final Producer<String, byte[]> producer;
  private final Collection<ShopEvent> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();

  PatientClient(RunningSuite suite) {
    this.suite = suite;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                suite.stack().kafkaBootstrapServers(),
                "acks",
                "all",
                "delivery.timeout.ms",
                30_000,
                "request.timeout.ms",
                10_000),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** What was sent and acknowledged, repetitions included. */
  Collection<ShopEvent> accepted() {
    return accepted;
  }

  /** Requests answered with 503. */
  int refused() {
    return refused.get();
  }

  /** Requests that found nobody, or whose answer did not come. */
  int unanswered() {
    return unanswered.get();
  }

  void sendOverHttp(List<ShopEvent> batch) {
    String body =
        batch.stream().map(ShopEvent::json).collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    Eventually.value("a batch is accepted", PATIENCE, PAUSE, () -> isAccepted(body) ? body : null);
    accepted.addAll(batch);
  }

  private boolean isAccepted(String body) {
    Rest.Answer answer = suite.ingest().post("/v1/batch", body);
    switch (answer.status()) {
      case 202 -> {
        assertThat(answer.json().get("rejected").intValue()).as(answer.body()).isZero();
        return true;
      }
      case 503 -> {
        assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
        refused.incrementAndGet();
      }
      case 0 -> unanswered.incrementAndGet();
      default -> throw new AssertionError(answer.status() + ": " + answer.body());
    }
    return false;
  }

  void sendToTopic(List<ShopEvent> batch) {
    List<ShopEvent> rest = new ArrayList<>(batch);
    Eventually.value(
        "messages are acknowledged", PATIENCE, PAUSE, () -> isAcknowledged(rest) ? rest : null);
    accepted.addAll(batch);
  }

  /** Takes away what was. */
  private boolean isAcknowledged(List<ShopEvent> rest) throws InterruptedException {
    List<Future<?>> answers = new ArrayList<>();
    for (ShopEvent event : rest) {
      answers.add(
          producer.send(
              new ProducerRecord<>(
                  Topics.INBOUND_EVENTS, event.userKey(), event.json().getBytes(UTF_8))));
    }
    producer.flush();
    List<ShopEvent> failed = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      try {
        answers.get(i).get();
      } catch (ExecutionException e) {
        failed.add(rest.get(i));
        unanswered.incrementAndGet();
      }
    }
    rest.retainAll(failed);
    return rest.isEmpty();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
