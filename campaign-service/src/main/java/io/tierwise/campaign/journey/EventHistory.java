package io.tierwise.campaign.journey;

import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Port: events of the past, as far as they are kept. */
public interface EventHistory {
  /**
   * Reads, in no order, events that came in since.
   *
   * @param names empty: all events
   */
  Coverage read(Instant since, Set<String> names, Consumer<SeenEvent> visitor);

  /**
   * @param oldest when the oldest event came in that is kept and not before {@code since}; null:
   *     there is none
   * @param complete false if there was too much to read in the time
   */
  record Coverage(@Nullable Instant oldest, boolean complete, long read) {}
}
