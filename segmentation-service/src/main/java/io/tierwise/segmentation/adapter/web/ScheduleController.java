package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.clv.ClvModel.Horizon;
import io.tierwise.segmentation.run.CreateRun;
import io.tierwise.segmentation.run.RunDefaults;
import io.tierwise.segmentation.schedule.CronTimes;
import io.tierwise.segmentation.schedule.Schedule;
import io.tierwise.segmentation.schedule.Schedule.Job;
import io.tierwise.segmentation.schedule.Schedules;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Runs and fits that come round. */
@RestController
@RequestMapping("/v1/schedules")
@Tag(name = "Schedules", description = "Runs and fits that come round by the clock")
class ScheduleController {
  private final Schedules schedules;
  private final CronTimes times;
  private final CreateRun createRun;
  private final RunDefaults defaults;
  private final Horizon horizon;
  private final Clock clock;

  ScheduleController(
      Schedules schedules,
      CronTimes times,
      CreateRun createRun,
      RunDefaults defaults,
      Horizon horizon,
      Clock clock) {
    this.schedules = schedules;
    this.times = times;
    this.createRun = createRun;
    this.defaults = defaults;
    this.horizon = horizon;
    this.clock = clock;
  }

  record All(List<ScheduleView> items) {}

  @GetMapping
  @Operation(summary = "All schedules, by name")
  All list() {
    return new All(schedules.list().stream().map(ScheduleView::of).toList());
  }

  @GetMapping("/{name}")
  @Operation(summary = "One schedule: when it is due, and what came of it last")
  ScheduleView get(@PathVariable String name) {
    return ScheduleView.of(found(name));
  }

  @PutMapping("/{name}")
  @Operation(
      summary = "Make or replace a schedule",
      description =
          "cron has six fields, from the second to the day of the week. Either run or clvFit, with"
              + " the body of its POST. A run with publish set publishes itself between its guard"
              + " rails.")
  ScheduleView put(
      @PathVariable String name,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(examples = @ExampleObject(Examples.SCHEDULE)))
          @RequestBody
          ScheduleRequest body,
      HttpServletRequest request) {
    List<FieldProblem> problems = new ArrayList<>();
    if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      problems.add(new FieldProblem("name", "invalid", "is not 1 to 40 of a-z, 0-9 and dashes"));
    }
    ZoneId zone = zone(body.zone(), problems);
    Instant now = clock.instant();
    Instant next = next(body.cron(), zone, now, problems);
    Job job = job(body, problems);
    if (job == null || body.cron() == null || !problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
    schedules.put(
        new Schedule(
            name, body.cron(), zone, job, Caller.of(request).name(), now, next, null, null, null));
    return ScheduleView.of(found(name));
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove a schedule")
  void delete(@PathVariable String name) {
    if (!schedules.delete(name)) {
      throw ProblemException.notFound("schedule", name);
    }
  }

  private Schedule found(String name) {
    return schedules.find(name).orElseThrow(() -> ProblemException.notFound("schedule", name));
  }

  private static ZoneId zone(@Nullable String zone, List<FieldProblem> problems) {
    try {
      return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
    } catch (DateTimeException e) {
      problems.add(new FieldProblem("zone", "unknown-zone", "'" + zone + "' is no time zone"));
      return ZoneOffset.UTC;
    }
  }

  private @Nullable Instant next(
      @Nullable String cron, ZoneId zone, Instant now, List<FieldProblem> problems) {
    if (cron == null) {
      problems.add(new FieldProblem("cron", "missing", "is required"));
      return null;
    }
    try {
      Instant next = times.next(cron, zone, now).orElse(null);
      if (next == null) {
        problems.add(new FieldProblem("cron", "never-due", "'" + cron + "' is never due"));
      }
      return next;
    } catch (IllegalArgumentException e) {
      problems.add(new FieldProblem("cron", "invalid-cron", String.valueOf(e.getMessage())));
      return null;
    }
  }

  private @Nullable Job job(ScheduleRequest body, List<FieldProblem> problems) {
    if ((body.run() == null) == (body.clvFit() == null)) {
      problems.add(new FieldProblem("run", "run-or-fit", "either run or clvFit is required"));
      return null;
    }
    if (body.run() == null) {
      return new Job.Fit(Objects.requireNonNull(body.clvFit()).parameters(horizon));
    }
    var parameters = body.run().parameters(defaults.seed());
    if (parameters.asOf() != null) {
      problems.add(
          new FieldProblem("run.asOf", "invalid", "every run of a schedule has its own time"));
    }
    createRun
        .refusal(parameters)
        .ifPresent(
            refused ->
                problems.add(
                    new FieldProblem("run." + refused.field(), refused.code(), refused.reason())));
    return new Job.Run(parameters);
  }
}
