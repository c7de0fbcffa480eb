package io.tierwise.profile.explain;

import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.lookup.TimelineEntry.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of the ledger behind some numbers.
 *
 * @param rows newest first
 * @param next where to go on; null at the end
 */
public record Explanation(List<ProfileNumber> numbers, List<Row> rows, @Nullable Position next) {

  /** An event and what it adds by the name of the number. */
  public record Row(
      Position position, UserEvent event, Map<String, List<Contribution>> contributions) {}
}
