package io.tierwise.campaign.journey;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An event of a user, as far as journeys ask for it.
 *
 * @param properties as texts; a property of the lines of a cart or an order has one for each
 */
public record SeenEvent(
    String userId,
    String messageId,
    String name,
    Instant occurredAt,
    Map<String, List<String>> properties) {
  public SeenEvent {
    properties = Map.copyOf(properties);
  }

  /** With no more than these properties. */
  SeenEvent only(Set<String> names) {
    Map<String, List<String>> kept = new java.util.TreeMap<>(properties);
    kept.keySet().retainAll(names);
    return new SeenEvent(userId, messageId, name, occurredAt, kept);
  }
}
