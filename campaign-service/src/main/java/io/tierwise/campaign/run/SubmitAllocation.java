package io.tierwise.campaign.run;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Queues an allocation, unless too many wait already. */
public final class SubmitAllocation {
  private static final int MOST_QUEUED = 20;
  private final AllocationRuns runs;
  private final Clock clock;

  public SubmitAllocation(AllocationRuns runs, Clock clock) {
    this.runs = runs;
    this.clock = clock;
  }

  /** Empty if the queue is full. */
  public Optional<AllocationRun> submit(AllocationRequest request) {
    if (runs.queued() >= MOST_QUEUED) {
      return Optional.empty();
    }
    return Optional.of(runs.submit(UUID.randomUUID().toString(), request, clock.instant()));
  }
}
