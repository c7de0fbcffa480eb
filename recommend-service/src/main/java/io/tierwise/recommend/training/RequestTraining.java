package io.tierwise.recommend.training;

import io.tierwise.recommend.model.Algorithm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queues training runs, on request or because the last one is too long ago. */
public final class RequestTraining {
  private final TrainingRuns runs;
  private final Clock clock;

  public RequestTraining(TrainingRuns runs, Clock clock) {
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * @param algorithms the usual ones where empty; popularity always comes along as the baseline
   * @param cut later interactions are ignored; null takes all
   */
  public TrainingRun request(Set<Algorithm> algorithms, @Nullable Instant cut) {
    Instant now = clock.instant();
    Set<Algorithm> wanted = EnumSet.copyOf(algorithms.isEmpty() ? Algorithm.USUAL : algorithms);
    wanted.add(Algorithm.POPULARITY);
    TrainingRun run = TrainingRun.queued(UUID.randomUUID().toString(), wanted, cut, now);
    runs.add(run);
    return run;
  }

  /** Queues a run unless one was requested within the interval. */
  public void requestIfDue(Duration interval) {
    boolean due =
        runs.newest(null, 1).stream()
            .allMatch(run -> run.requestedAt().plus(interval).isBefore(clock.instant()));
    if (due) {
      request(Set.of(), null);
    }
  }
}
