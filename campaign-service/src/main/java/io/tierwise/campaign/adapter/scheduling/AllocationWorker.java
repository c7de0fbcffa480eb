package io.tierwise.campaign.adapter.scheduling;

import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.campaign.decision.CurrentModel;
import io.tierwise.campaign.run.AllocationResult;
import io.tierwise.campaign.run.AllocationRun;
import io.tierwise.campaign.run.RunAllocation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Carries queued allocations out, one at a time, and counts what they did. */
public final class AllocationWorker {
  private final RunAllocation allocations;
  private final CurrentModel model;
  private final MeterRegistry meters;
  private final AtomicReference<Double> lastGap = new AtomicReference<>(Double.NaN);

  public AllocationWorker(RunAllocation allocations, CurrentModel model, MeterRegistry meters) {
    this.allocations = allocations;
    this.model = model;
    this.meters = meters;
    meters.gauge("tierwise.allocation.gap", lastGap, AtomicReference::get);
  }

  /** Whether there was one. */
  public boolean workOnce() {
    Optional<AllocationRun> run = allocations.next();
    run.ifPresent(
        ended -> {
          model.expire();
          count(ended);
        });
    return run.isPresent();
  }

  private void count(AllocationRun run) {
    meters.counter("tierwise.allocation.runs", "state", run.state().name()).increment();
    if (run.startedAt() != null && run.finishedAt() != null) {
      meters
          .timer("tierwise.allocation.time")
          .record(Duration.between(run.startedAt(), run.finishedAt()));
    }
    AllocationResult result = run.result();
    if (result != null) {
      lastGap.set(result.gap());
      if (!run.request().dryRun()) {
        meters
            .counter("tierwise.campaign.contacts", "source", "allocation")
            .increment(result.contacts());
        meters
            .counter("tierwise.campaign.spend", "source", "allocation")
            .increment(result.spend().units());
      }
    }
  }
}
