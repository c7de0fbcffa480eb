package io.tierwise.profile.adapter.kafka;

import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.profile.history.FoldEvents;
import io.tierwise.profile.history.FoldReport;
import io.tierwise.starter.kafka.DeadLetters;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Folds a poll; its offsets are committed after the transaction and after the broker has what had
 * to be rejected. Whatever fails before that is delivered again.
 */
public final class BehaviorEventsListener {
  private static final byte[] NOTHING = new byte[0];
  private static final long BROKER_SECONDS = 30;

  private final FoldEvents foldEvents;
  private final DeadLetters deadLetters;
  private final Inflow inflow;
  private final LastTraces traces;

  public BehaviorEventsListener(
      FoldEvents foldEvents, DeadLetters deadLetters, Inflow inflow, LastTraces traces) {
    this.foldEvents = foldEvents;
    this.deadLetters = deadLetters;
    this.inflow = inflow;
    this.traces = traces;
  }

  @KafkaListener(id = "behavior-events", idIsGroup = false, topics = Topics.BEHAVIOR_EVENTS)
  void fold(List<ConsumerRecord<String, byte[]>> poll) throws Exception {
    // Before the fold: features may go out as soon as it is committed.
    traces.remember(poll);
    FoldReport report =
        foldEvents.fold(poll.stream().map(BehaviorEventsListener::payload).toList());
    CompletableFuture<?>[] rejected =
        report.rejections().stream()
            .map(
                rejection ->
                    deadLetters.reject(
                        poll.get(rejection.position()),
                        List.of(
                            new Reason(rejection.field(), rejection.code(), rejection.message()))))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(rejected).get(BROKER_SECONDS, TimeUnit.SECONDS);
    inflow.polled(poll.size());
  }

  private static byte[] payload(ConsumerRecord<String, byte[]> message) {
    return message.value() == null ? NOTHING : message.value();
  }
}
