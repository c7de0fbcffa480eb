package io.tierwise.profile.explain;

import io.tierwise.profile.event.UserEvent;
import java.util.List;
import java.util.Set;

/**
 * A number of the profile.
 *
 * @param name as in the answer
 * @param events the names of those that it may come from; empty for any
 */
public record ProfileNumber(
    String name, String unit, String definition, Set<String> events, Source source) {

  /** Tells what an event adds to the number; nothing, if it has no part in it. */
  @FunctionalInterface
  public interface Source {
    List<Contribution> of(UserEvent event, ExplainedUser user);
  }

  public ProfileNumber {
    events = Set.copyOf(events);
  }
}
