package io.tierwise.profile.lookup;

import java.time.Instant;

/**
 * An event of the ledger.
 *
 * @param userKey the key that it came with
 * @param json the event as received
 */
public record TimelineEntry(String userKey, String messageId, Instant occurredAt, String json) {
  /** Its place in the timeline, unique among all events. */
  public Position position() {
    return new Position(occurredAt, messageId, userKey);
  }

  /** Where a page ends. */
  public record Position(Instant occurredAt, String messageId, String userKey) {}
}
