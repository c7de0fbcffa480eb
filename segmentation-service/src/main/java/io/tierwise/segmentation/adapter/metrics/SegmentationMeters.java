package io.tierwise.segmentation.adapter.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.segmentation.run.RunObserver;
import io.tierwise.segmentation.run.RunState;
import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.segmentation.run.TierAssignments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The business figures of this service. */
public final class SegmentationMeters implements RunObserver {
  private final MeterRegistry meters;

  public SegmentationMeters(MeterRegistry meters, SegmentationRuns runs, Clock clock) {
    this.meters = meters;
    Gauge.builder("tierwise.segmentation.published.age", () -> ageSeconds(runs, clock))
        .description("Seconds since the published run was published; NaN where there is none")
        .baseUnit("seconds")
        .register(meters);
  }

  private static double ageSeconds(SegmentationRuns runs, Clock clock) {
    @Nullable Instant at =
        runs.publishedId().flatMap(runs::find).map(SegmentationRun::publishedAt).orElse(null);
    return at == null ? Double.NaN : Duration.between(at, clock.instant()).toMillis() / 1000.0;
  }

  @Override
  public void stageFinished(String stage, Duration took) {
    meters.timer("tierwise.segmentation.run.stage", "stage", stage).record(took);
  }

  @Override
  public void runFinished(RunState state) {
    meters
        .counter("tierwise.segmentation.runs", "state", state.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  @Override
  public void assignmentsSent(int count) {
    meters.counter("tierwise.segmentation.assignments.published").increment(count);
  }

  @Override
  public void assignmentsChanged(TierAssignments.Cause cause, int count) {
    meters
        .counter(
            "tierwise.segmentation.assignments.changed",
            "cause",
            cause.name().toLowerCase(Locale.ROOT))
        .increment(count);
  }
}
