package io.tierwise.profile.analysis;

import java.time.Instant;

/**
 * @param from inclusive
 * @param to exclusive
 */
public record Period(Instant from, Instant to) {
  public Period {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(from + " is not before " + to);
    }
  }
}
