package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.trial.ReportGlobalHoldout;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Instants;
import io.tierwise.statistics.Interval;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Experiments")
class GlobalHoldoutController {
  private static final Duration BY_ITSELF = Duration.ofDays(28);
  private static final Duration LONGEST = Duration.ofDays(3660);
  private final ReportGlobalHoldout reports;
  private final Clock clock;

  GlobalHoldoutController(ReportGlobalHoldout reports, Clock clock) {
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * @param share of users whom no campaign may contact
   * @param conversionInterval 95 %, reached less held out, Newcombe; null without both arms
   * @param revenueDifference per user, with the spend in as long a time before taken out (CUPED)
   * @param sampleRatioPValue probability that chance alone puts the sizes so far off the share
   */
  record View(
      Instant from,
      Instant to,
      double share,
      long reached,
      long heldOut,
      double reachedConversion,
      double heldOutConversion,
      @Nullable List<Double> conversionInterval,
      @Nullable Double revenueDifference,
      @Nullable List<Double> revenueInterval,
      double sampleRatioPValue) {}

  @GetMapping("/v1/global-holdout")
  @Operation(
      summary = "Compare everybody with those whom no campaign may contact",
      description =
          "Identified users, from `from` up to but not including `to`; by itself 28 days.")
  View report(@RequestParam @Nullable String from, @RequestParam @Nullable String to) {
    Instant end = to == null ? clock.instant() : instant("to", to);
    Instant begin = from == null ? end.minus(BY_ITSELF) : instant("from", from);
    Duration length = Duration.between(begin, end);
    if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
      throw ProblemException.invalid(
          "from", "out-of-range", "is not before to, or by more than ten years");
    }
    ReportGlobalHoldout.Report r = reports.report(begin, end);
    return new View(
        r.from(),
        r.to(),
        r.share(),
        r.reached(),
        r.heldOut(),
        r.reachedConversion(),
        r.heldOutConversion(),
        bounds(r.conversion()),
        r.revenueDifference(),
        bounds(r.revenue()),
        r.sampleRatio());
  }

  private static Instant instant(String field, String text) {
    try {
      return Instants.parse(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw ProblemException.invalid(field, "invalid-instant", text + " is no instant");
    }
  }

  private static @Nullable List<Double> bounds(@Nullable Interval interval) {
    return interval == null ? null : List.of(interval.low(), interval.high());
  }
}
