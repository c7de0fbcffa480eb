package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.schedule.Schedule;
import io.tierwise.segmentation.schedule.Schedule.Job;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is shown.
 *
 * @param lastJob the run or fit that was queued last
 */
record ScheduleView(
    String name,
    String cron,
    String zone,
    RunView.@Nullable Parameters run,
    ClvFitView.@Nullable Parameters clvFit,
    String createdBy,
    Instant updatedAt,
    @Nullable Instant nextAt,
    @Nullable Instant lastAt,
    @Nullable UUID lastJob,
    @Nullable String lastError) {
  static ScheduleView of(Schedule s) {
    return new ScheduleView(
        s.name(),
        s.cron(),
        s.zone().getId(),
        s.job() instanceof Job.Run(var run) ? RunView.Parameters.of(run) : null,
        s.job() instanceof Job.Fit(var fit) ? ClvFitView.Parameters.of(fit) : null,
        s.createdBy(),
        s.updatedAt(),
        s.nextAt(),
        s.lastAt(),
        s.lastJob(),
        s.lastError());
  }
}
