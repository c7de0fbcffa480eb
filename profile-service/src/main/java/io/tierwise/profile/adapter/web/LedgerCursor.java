package io.tierwise.profile.adapter.web;

import io.tierwise.profile.lookup.TimelineEntry.Position;
import io.tierwise.starter.web.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A place in the ledger as the text of a cursor. */
final class LedgerCursor {
  static String of(Position position) {
    return position.occurredAt() + "\n" + position.messageId() + "\n" + position.userKey();
  }

  static @Nullable Position position(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    String[] parts = cursor.split("\n", 3);
    try {
      if (parts.length == 3) {
        return new Position(Instant.parse(parts[0]), parts[1], parts[2]);
      }
    } catch (DateTimeException e) {
      // Answered below, like every other text that is no cursor.
    }
    throw Cursor.invalid();
  }

  private LedgerCursor() {}
}
