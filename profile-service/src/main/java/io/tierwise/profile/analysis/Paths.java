package io.tierwise.profile.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows what within sessions.
 *
 * @param usersShare of the users that were looked at; 1 if all
 * @param sessions of them
 * @param transitions the most frequent first
 * @param paths the most frequent first
 */
public record Paths(
    double usersShare, long sessions, List<Transition> transitions, List<Path> paths) {
  public Paths {
    transitions = List.copyOf(transitions);
    paths = List.copyOf(paths);
  }

  /**
   * @param next null where the session ends
   */
  public record Transition(String event, @Nullable String next, long count) {}

  /**
   * @param events fewer than asked for where the session ends before
   */
  public record Path(List<String> events, long count) {
    public Path {
      events = List.copyOf(events);
    }
  }
}
