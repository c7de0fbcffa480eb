package io.tierwise.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Waits for what arrives later. */
final class Eventually {
  /** Polls until the value is not null; an assertion error ends the wait at once. */
  static <T> T value(String what, Duration atMost, Callable<@Nullable T> poll) {
    return value(what, atMost, Duration.ofMillis(25), poll);
  }

  static <T> T value(String what, Duration atMost, Duration pause, Callable<@Nullable T> poll) {
    return await(what)
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(pause)
        .until(poll, Objects::nonNull);
  }

  /** Polls until the assertion holds. */
  static void asserted(String what, Duration atMost, Runnable assertion) {
    await(what)
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(assertion::run);
  }

  private Eventually() {}
}
