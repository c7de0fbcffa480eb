package io.tierwise.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When customers respond: from inclusive, to exclusive, at least a second long. However short it
 * is, the whole response takes place in it.
 */
public record ResponseWindow(Instant from, Instant to) {
  public ResponseWindow {
    from = from.truncatedTo(ChronoUnit.MILLIS);
    to = to.truncatedTo(ChronoUnit.MILLIS);
    if (Duration.between(from, to).toMillis() < 1_000) {
      throw new IllegalArgumentException("window of less than a second: " + from + " to " + to);
    }
  }

  long start() {
    return from.toEpochMilli();
  }

  long millis() {
    return Duration.between(from, to).toMillis();
  }
}
