package io.tierwise.segmentation.schedule;

import io.tierwise.segmentation.run.CreateRun;
import io.tierwise.segmentation.schedule.Schedule.Job;
import io.tierwise.segmentation.value.ClvFit;
import io.tierwise.segmentation.value.CreateClvFit;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Queues what is due. A job that was missed while no instance ran is made up for once; a crash
 * between taking a schedule and queueing its job loses that one job, never doubles it.
 */
public final class KeepSchedules {
  private final Schedules schedules;
  private final CronTimes times;
  private final CreateRun createRun;
  private final CreateClvFit createFit;
  private final Clock clock;

  public KeepSchedules(
      Schedules schedules,
      CronTimes times,
      CreateRun createRun,
      CreateClvFit createFit,
      Clock clock) {
    this.schedules = schedules;
    this.times = times;
    this.createRun = createRun;
    this.createFit = createFit;
    this.clock = clock;
  }

  /**
   * @return false: there is nothing more to do until a schedule is due
   */
  public boolean queueDue() {
    Instant now = clock.instant();
    for (Schedule due : schedules.due(now)) {
      Instant next = times.next(due.cron(), due.zone(), now).orElse(null);
      if (schedules.take(due, now, next)) {
        queue(due);
      }
    }
    return false;
  }

  private void queue(Schedule due) {
    String by = "schedule " + due.name();
    switch (due.job()) {
      case Job.Run(var parameters) -> {
        switch (createRun.create(parameters, by)) {
          case CreateRun.Outcome.Created(var run) -> schedules.queued(due.name(), run.id(), null);
          case CreateRun.Outcome.Invalid invalid ->
              schedules.queued(due.name(), null, invalid.field() + ": " + invalid.reason());
          case CreateRun.Outcome.TooMany(int queued) ->
              schedules.queued(due.name(), null, queued + " runs were waiting already");
        }
      }
      case Job.Fit(var parameters) -> {
        Optional<ClvFit> fit = createFit.create(parameters, by);
        schedules.queued(
            due.name(),
            fit.map(ClvFit::id).orElse(null),
            fit.isPresent() ? null : createFit.maxQueued() + " fits were waiting already");
      }
    }
  }
}
