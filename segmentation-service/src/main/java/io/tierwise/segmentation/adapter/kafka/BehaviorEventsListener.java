package io.tierwise.segmentation.adapter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.segmentation.activity.RecordActivity;
import io.tierwise.starter.kafka.DeadLetters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** What users did, out of the event stream, a poll at a time. */
public final class BehaviorEventsListener {
  private static final long DEAD_LETTER_SECONDS = 15;

  private final RecordActivity recordActivity;
  private final DeadLetters deadLetters;
  private final Clock clock;
  private final Timer lag;

  public BehaviorEventsListener(
      RecordActivity recordActivity, DeadLetters deadLetters, Clock clock, MeterRegistry meters) {
    this.recordActivity = recordActivity;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.lag =
        Timer.builder("tierwise.segmentation.activity.lag")
            .description("From an event on the topic until it is kept, oldest of poll")
            .register(meters);
  }

  @KafkaListener(
      id = "behavior-events",
      topics = Topics.BEHAVIOR_EVENTS,
      idIsGroup = false,
      concurrency = "1")
  void onEvents(List<ConsumerRecord<String, byte[]>> poll) {
    BehaviorMessages messages = new BehaviorMessages();
    List<CompletableFuture<?>> rejections = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> message : poll) {
      try {
        messages.add(message.value());
      } catch (RuntimeException unreadable) {
        rejections.add(
            deadLetters.reject(
                message,
                List.of(
                    new RejectedEvent.Reason(
                        "value", "unreadable", String.valueOf(unreadable.getMessage())))));
      }
    }
    recordActivity.record(messages.deeds(), messages.orders());
    CompletableFuture.allOf(rejections.toArray(CompletableFuture[]::new))
        .orTimeout(DEAD_LETTER_SECONDS, TimeUnit.SECONDS)
        .join();
    long oldest = poll.stream().mapToLong(ConsumerRecord::timestamp).min().orElseThrow();
    lag.record(Duration.between(Instant.ofEpochMilli(oldest), clock.instant()));
  }
}
