package io.tierwise.recommend.training;

import io.tierwise.recommend.model.Algorithm;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Queues training runs, on request or because the last one is too long ago. */
public final class RequestTraining {
  private final TrainingRuns runs;
  private final Clock clock;

  public RequestTraining(TrainingRuns runs, Clock clock) {
    this.runs = runs;
    this.clock = clock;
  }

  /** Popularity always comes along as the baseline; the usual algorithms where none is named. */
  public TrainingRun request(TrainingRun.Wish wish) {
    Set<Algorithm> wanted =
        EnumSet.copyOf(wish.algorithms().isEmpty() ? Algorithm.USUAL : wish.algorithms());
    wanted.add(Algorithm.POPULARITY);
    TrainingRun run =
        TrainingRun.queued(
            UUID.randomUUID().toString(),
            new TrainingRun.Wish(wanted, wish.cut(), wish.search(), wish.primary(), wish.force()),
            clock.instant());
    runs.add(run);
    return run;
  }

  /** Queues a run unless one was requested within the interval. */
  public void requestIfDue(Duration interval) {
    boolean due =
        runs.newest(null, 1).stream()
            .allMatch(run -> run.requestedAt().plus(interval).isBefore(clock.instant()));
    if (due) {
      request(TrainingRun.Wish.of(Set.of(), null));
    }
  }
}
