package io.tierwise.segmentation.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** Times the stages of one run, and stops it where it is no longer the owner's. */
final class RunStopwatch {
  private final UUID run;
  private final String owner;
  private final SegmentationRuns runs;
  private final RunObserver observer;
  private final Duration lease;
  private final Clock clock;

  RunStopwatch(
      UUID run,
      String owner,
      SegmentationRuns runs,
      RunObserver observer,
      Duration lease,
      Clock clock) {
    this.run = run;
    this.owner = owner;
    this.runs = runs;
    this.observer = observer;
    this.lease = lease;
    this.clock = clock;
  }

  <T> T stage(String name, double progress, Supplier<T> work) {
    reached(name, progress);
    Instant from = clock.instant();
    T result = work.get();
    Duration took = Duration.between(from, clock.instant());
    runs.timing(run, name, took);
    observer.stageFinished(name, took);
    return result;
  }

  void reached(String stage, double progress) {
    if (!runs.progress(run, owner, stage, progress, clock.instant().plus(lease))) {
      throw new RunInterrupted();
    }
  }
}
