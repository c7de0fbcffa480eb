package io.tierwise.contracts.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message that a service could not take, with everything needed to mend and replay it.
 *
 * @param service that rejected it
 * @param source the write key's name, or the topic it came from
 * @param topic where it was read; null when it came over HTTP, as are partition and offset
 * @param reasons at least one
 * @param payload as received, as text; {@code payloadBase64} where it is not UTF-8
 */
public record RejectedEvent(
    String schema,
    String rejectionId,
    Instant rejectedAt,
    String service,
    String source,
    @Nullable String topic,
    @Nullable Integer partition,
    @Nullable Long offset,
    @Nullable String messageId,
    @Nullable String userKey,
    List<Reason> reasons,
    @Nullable String payload,
    @Nullable String payloadBase64) {
  public static final String SCHEMA = "rejected-event/1";

  public RejectedEvent {
    Objects.requireNonNull(rejectionId, "rejectionId");
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a rejection without a reason");
    }
  }

  /**
   * @param field JSON path within the event, such as {@code properties.products[2].price}
   * @param code stable and countable, such as {@code negative-price}
   * @param message for a person
   */
  public record Reason(String field, String code, String message) {}
}
