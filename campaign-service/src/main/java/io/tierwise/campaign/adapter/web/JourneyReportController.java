package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.adapter.web.JourneyView.EnrolmentView;
import io.tierwise.campaign.journey.DryRun;
import io.tierwise.campaign.journey.Journey;
import io.tierwise.campaign.journey.JourneyDocument;
import io.tierwise.campaign.journey.JourneyFigures.Listed;
import io.tierwise.campaign.journey.JourneyReader;
import io.tierwise.campaign.journey.JourneyTemplates;
import io.tierwise.campaign.journey.Journeys;
import io.tierwise.campaign.journey.ReportJourney;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Journeys")
class JourneyReportController {
  private static final int MOST = 200;
  private static final Duration USUAL_PERIOD = Duration.ofDays(30);
  private static final Duration LONGEST_PERIOD = Duration.ofDays(366);
  private final ReportJourney reports;
  private final Journeys journeys;
  private final DryRun dryRun;
  private final Clock clock;
  private final Amounts amounts;

  JourneyReportController(
      ReportJourney reports,
      Journeys journeys,
      DryRun dryRun,
      Clock clock,
      @Value("${tierwise.base-currency}") String currency) {
    this.reports = reports;
    this.journeys = journeys;
    this.dryRun = dryRun;
    this.clock = clock;
    this.amounts = new Amounts(currency);
  }

  /**
   * @param journey body of {@code POST /v1/journeys}
   */
  record TemplateView(String id, JourneyDocument journey) {}

  @GetMapping("/v1/journey-templates")
  @Operation(summary = "List ready-made journeys to copy and change")
  Page<TemplateView> templates() {
    return new Page<>(
        JourneyTemplates.ALL.entrySet().stream()
            .map(entry -> new TemplateView(entry.getKey(), entry.getValue()))
            .toList(),
        null);
  }

  @GetMapping("/v1/journeys/{id}/report")
  @Operation(
      summary = "Read what became of those who entered, against those who were held out",
      description =
          "Conversion is at least one order within the window after the user's first entry, counted"
              + " alike in both arms; the interval holds at 95 %.")
  JourneyReportView report(@PathVariable String id) {
    return reports
        .report(id)
        .map(report -> JourneyReportView.of(report, amounts))
        .orElseThrow(() -> ProblemException.notFound("journey", id));
  }

  @PostMapping("/v1/journeys/{id}/dry-run")
  @Operation(
      summary = "Ask who would have entered a journey in the past",
      description =
          "From the log of events as far as it is kept (30 days by itself), from all orders"
              + " (win-back), or from members as they are (birthday, welcome). Audiences are those of"
              + " now. 409 not-in-history where the past cannot tell: segments, tiers, prices, stock.")
  DryRunView dryRun(@PathVariable String id, @RequestBody DryRunRequest request) {
    Journey journey = journeys.find(id).orElseThrow(() -> ProblemException.notFound("journey", id));
    Checks checks = new Checks();
    Instant now = clock.instant();
    Instant to = Objects.requireNonNullElse(request.to(), now);
    Instant from = Objects.requireNonNullElse(request.from(), to.minus(USUAL_PERIOD));
    if (!from.isBefore(to)) {
      checks.problem("from", "empty-period", from + " is not before " + to);
    } else if (Duration.between(from, to).compareTo(LONGEST_PERIOD) > 0) {
      checks.problem("from", "too-long", "more than " + LONGEST_PERIOD.toDays() + " days");
    }
    checks.throwIfAny();
    return switch (dryRun.run(id, JourneyReader.trusted(journey.document()), from, to)) {
      case DryRun.Result.Answered answered -> DryRunView.of(from, to, answered);
      case DryRun.Result.NotInHistory(String reason) ->
          throw ProblemException.conflict("not-in-history", reason);
    };
  }

  /** The last 30 days if nothing is given. */
  @Schema(example = "{\"from\": \"2026-11-01T00:00:00Z\", \"to\": \"2026-11-22T00:00:00Z\"}")
  record DryRunRequest(@Nullable Instant from, @Nullable Instant to) {}

  @GetMapping("/v1/journeys/{id}/enrolments")
  @Operation(summary = "List who was triggered, newest first, and how far each one came")
  Page<EnrolmentView> enrolments(
      @PathVariable String id,
      @RequestParam @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return page(id, null, cursor, limit);
  }

  @GetMapping("/v1/users/{id}/journeys")
  @Operation(summary = "List the journeys of a user, newest first")
  Page<EnrolmentView> ofUser(
      @PathVariable String id,
      @RequestParam @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return page(null, id, cursor, limit);
  }

  private Page<EnrolmentView> page(
      @Nullable String journey, @Nullable String user, @Nullable String cursor, int limit) {
    int size = Cursor.limit(limit, MOST);
    List<Listed> found = reports.figures().list(journey, user, position(cursor), size + 1);
    return Page.of(found, size, listed -> String.valueOf(listed.id())).map(EnrolmentView::of);
  }

  private static @Nullable Long position(@Nullable String cursor) {
    String position = Cursor.decode(cursor);
    try {
      return position == null ? null : Long.parseLong(position);
    } catch (NumberFormatException e) {
      throw Cursor.invalid();
    }
  }
}
