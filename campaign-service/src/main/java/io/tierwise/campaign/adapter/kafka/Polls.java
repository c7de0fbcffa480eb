package io.tierwise.campaign.adapter.kafka;

import io.tierwise.contracts.UnreadableContract;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.starter.kafka.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Works on a poll as one batch. A message that cannot be read, or that the database can never take,
 * goes to the dead letters and does not hold up the others.
 */
final class Polls {
  private static final int DEAD_LETTER_SECONDS = 15;
  private final DeadLetters deadLetters;

  Polls(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  private record Read<T>(ConsumerRecord<String, byte[]> message, T value) {}

  /**
   * @param reader answers null for a message that is of no interest
   */
  <T> void handle(
      List<ConsumerRecord<String, byte[]>> poll,
      Function<ConsumerRecord<String, byte[]>, @Nullable T> reader,
      Consumer<List<T>> work) {
    List<CompletableFuture<?>> rejected = new ArrayList<>();
    List<Read<T>> read = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> message : poll) {
      try {
        T value = reader.apply(message);
        if (value != null) {
          read.add(new Read<>(message, value));
        }
      } catch (UnreadableContract | IllegalArgumentException | NullPointerException e) {
        rejected.add(reject(message, "unreadable", e));
      }
    }
    if (!read.isEmpty()) {
      work(read, work, rejected);
    }
    CompletableFuture.allOf(rejected.toArray(CompletableFuture[]::new))
        .orTimeout(DEAD_LETTER_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private <T> void work(
      List<Read<T>> read, Consumer<List<T>> work, List<CompletableFuture<?>> rejected) {
    try {
      work.accept(read.stream().map(Read::value).toList());
    } catch (DataIntegrityViolationException e) {
      for (Read<T> one : read) {
        try {
          work.accept(List.of(one.value()));
        } catch (DataIntegrityViolationException unfit) {
          rejected.add(reject(one.message(), "not-storable", unfit));
        }
      }
    }
  }

  private CompletableFuture<?> reject(
      ConsumerRecord<String, byte[]> message, String code, Exception e) {
    return deadLetters.reject(
        message, List.of(new Reason("", code, String.valueOf(e.getMessage()))));
  }
}
