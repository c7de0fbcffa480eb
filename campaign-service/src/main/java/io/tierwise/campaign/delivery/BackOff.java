package io.tierwise.campaign.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times that double, with jitter so that messages that failed together do not come back
 * together.
 *
 * @param first before the second attempt, give or take half of it
 */
public record BackOff(Duration first, Duration longest, RandomGenerator random) {
  /**
   * @param attempt that failed, 1 for the first
   */
  public Duration after(int attempt) {
    double doubled = first.toMillis() * Math.pow(2, Math.min(attempt - 1, 30));
    double millis = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(Math.round(millis * (0.5 + random.nextDouble())));
  }
}
