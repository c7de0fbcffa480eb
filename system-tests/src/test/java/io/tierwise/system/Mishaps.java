package io.tierwise.system;

import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StartFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Kills parts of a stack and starts them again, as a supervisor does. */
final class Mishaps {
  private static final String KAFKA = "kafka";
  private static final String POSTGRES = "postgres";

  /** Databases start again quickly, services do not: these come up less often. */
  private static final List<String> IN_TURN =
      List.of(KAFKA, ServiceSettings.PROFILE, POSTGRES, ServiceSettings.INGEST, POSTGRES);

  private static final List<String> PARTS =
      List.of(KAFKA, POSTGRES, ServiceSettings.PROFILE, ServiceSettings.INGEST);

  private final Stack stack;
  private final Random random;
  private final Map<String, Integer> kills = new TreeMap<>();

  Mishaps(Stack stack, long seed) {
    this.stack = stack;
    this.random = new Random(seed);
  }

  /** How often each part was killed. */
  Map<String, Integer> kills() {
    return kills;
  }

  /** Those that are killed in a round: one in turn, and in every third round another with it. */
  List<String> victims(int round) {
    List<String> victims = new ArrayList<>();
    victims.add(IN_TURN.get(round % IN_TURN.size()));
    String second = PARTS.get(random.nextInt(PARTS.size()));
    if (random.nextInt(3) == 0 && !victims.contains(second)) {
      victims.add(second);
    }
    return victims;
  }

  /** Soon, one after the other or while the other is still away; done when all are up again. */
  CompletableFuture<?> strike(List<String> victims) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    int most = 400;
    for (String part : victims) {
      kills.merge(part, 1, Integer::sum);
      var later = CompletableFuture.delayedExecutor(random.nextInt(most), TimeUnit.MILLISECONDS);
      all.add(CompletableFuture.runAsync(() -> killAndStart(part), later));
      most = 3_000;
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  private void killAndStart(String part) {
    kill(part);
    Eventually.value(
        part + " is up again",
        Duration.ofMinutes(4),
        Duration.ofMillis(500),
        () -> {
          try {
            stack.start(part);
            return part;
          } catch (StartFailed e) {
            // A service that finds its database gone ends, and is started again.
            kill(part);
            return null;
          }
        });
  }

  private void kill(String part) {
    try {
      stack.kill(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
