package io.tierwise.launcher.demo;

import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Waits until what was accepted has arrived everywhere: the ledger has it, no consumer group lags,
 * no changed profile waits to be published; seen twice, as each step feeds the next.
 */
final class Settling {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long ANY = -1;
  private static final Pattern PENDING =
      Pattern.compile(
          "^tierwise_profile_publications_pending(?:\\{[^}]*\\})? ([0-9.eE+-]+)$",
          Pattern.MULTILINE);

  private final Rest rest;
  private final ConsumerLag lag;
  private final Terminal terminal;

  Settling(Rest rest, ConsumerLag lag, Terminal terminal) {
    this.rest = rest;
    this.lag = lag;
    this.terminal = terminal;
  }

  long ledger() throws DemoFailed, IOException, InterruptedException {
    return rest.get(ServiceSettings.PROFILE, "/v1/profiles/counts").path("events").asLong();
  }

  /** Waits until everything that is under way has arrived. */
  void await() throws DemoFailed, IOException, InterruptedException {
    await(ANY);
  }

  /**
   * @param events that the ledger has to hold
   */
  void await(long events) throws DemoFailed, IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int calm = 0;
    String state = "";
    while (calm < 2) {
      if (System.nanoTime() > deadline) {
        throw new DemoFailed(
            "not everything has arrived after %d s: %s".formatted(PATIENCE.toSeconds(), state));
      }
      Map<String, Long> lags = lag.byGroup();
      long pending = lags.isEmpty() ? pending() : -1;
      long missing = lags.isEmpty() && pending == 0 ? missing(events) : -1;
      calm = missing == 0 ? calm + 1 : 0;
      state =
          !lags.isEmpty()
              ? "still to read: " + lags
              : pending != 0
                  ? pending + " profiles to publish"
                  : "%,d events missing in the ledger".formatted(missing);
      if (calm < 2) {
        if (calm == 0) {
          terminal.status("    " + state);
        }
        TimeUnit.MILLISECONDS.sleep(150);
      }
    }
  }

  private long missing(long events) throws DemoFailed, IOException, InterruptedException {
    return events == ANY ? 0 : events - ledger();
  }

  private long pending() throws DemoFailed, IOException, InterruptedException {
    Matcher matcher = PENDING.matcher(rest.text(ServiceSettings.PROFILE, "/actuator/prometheus"));
    if (!matcher.find()) {
      throw new DemoFailed("profile-service does not say how many profiles wait to be published");
    }
    return Math.round(Double.parseDouble(matcher.group(1)));
  }
}
