package io.tierwise.profile.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of the ledger.
 *
 * @param userKey the key that it came with
 * @param name under which it is counted
 * @param source what brought it, such as a write key's name
 * @param sessionId the client's, where it sends one
 * @param formerKeys other keys that, says this event, belong to the user of {@code userKey}
 */
public record UserEvent(
    String userKey,
    String messageId,
    Action action,
    String name,
    Instant occurredAt,
    Instant receivedAt,
    @Nullable String source,
    @Nullable String sessionId,
    Surroundings surroundings,
    List<Product> products,
    @Nullable OrderDetails order,
    @Nullable Touch touch,
    @Nullable Review review,
    Map<String, Object> traits,
    List<String> formerKeys) {
  public UserEvent {
    products = List.copyOf(products);
    formerKeys = List.copyOf(formerKeys);
  }

  public Stamp stamp() {
    return new Stamp(occurredAt, messageId);
  }
}
