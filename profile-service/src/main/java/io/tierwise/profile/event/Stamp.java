package io.tierwise.profile.event;

import java.time.Instant;
import java.util.Comparator;

/** A place in the history of a user: by time of occurrence, then by message id. */
public record Stamp(Instant at, String messageId) implements Comparable<Stamp> {
  private static final Comparator<Stamp> ORDER =
      Comparator.comparing(Stamp::at).thenComparing(Stamp::messageId);

  @Override
  public int compareTo(Stamp other) {
    return ORDER.compare(this, other);
  }
}
