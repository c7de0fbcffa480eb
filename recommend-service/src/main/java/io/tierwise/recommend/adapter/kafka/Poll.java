package io.tierwise.recommend.adapter.kafka;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.UnreadableContract;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.starter.kafka.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a poll message by message; those that can never be taken go to the rejected events. */
final class Poll {
  private static final long DEAD_LETTER_SECONDS = 15;

  private final DeadLetters deadLetters;

  Poll(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  /** Messages without a value are passed to nobody. */
  <T> void read(
      List<ConsumerRecord<String, byte[]>> messages,
      Class<T> contract,
      BiConsumer<ConsumerRecord<String, byte[]>, T> consumer) {
    List<CompletableFuture<?>> rejections = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> message : messages) {
      if (message.value() == null) {
        continue;
      }
      try {
        T value = ContractJson.read(message.value(), contract);
        consumer.accept(message, value);
      } catch (UnreadableContract | IllegalArgumentException | NullPointerException e) {
        rejections.add(
            deadLetters.reject(
                message,
                List.of(
                    new RejectedEvent.Reason("$", "unreadable", String.valueOf(e.getMessage())))));
      }
    }
    // Before the offsets are committed, or a message could be lost on both sides.
    CompletableFuture.allOf(rejections.toArray(CompletableFuture[]::new))
        .orTimeout(DEAD_LETTER_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
