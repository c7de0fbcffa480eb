package io.tierwise.ingest.validation;

import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an event beside its own bytes.
 *
 * @param type that its path says; null where the event itself has to say it
 * @param source the write key's name or the topic
 * @param receivedAt when the front door took it
 * @param arrivedAt when it reached us first: its time where it names none
 * @param sharedContext of its batch; the event's own fields win
 * @param sentAt of its batch
 * @param messageId to take where it has none; null: one is made from its bytes
 */
public record EventOrigin(
    @Nullable EventType type,
    String source,
    Instant receivedAt,
    Instant arrivedAt,
    Map<String, Object> sharedContext,
    @Nullable Instant sentAt,
    @Nullable Supplier<String> messageId) {
  /** A single call: nothing is shared. */
  public static EventOrigin single(@Nullable EventType type, String source, Instant receivedAt) {
    return new EventOrigin(type, source, receivedAt, receivedAt, Map.of(), null, null);
  }

  public static EventOrigin batched(
      String source,
      Instant receivedAt,
      Map<String, Object> sharedContext,
      @Nullable Instant sentAt) {
    return new EventOrigin(null, source, receivedAt, receivedAt, sharedContext, sentAt, null);
  }
}
