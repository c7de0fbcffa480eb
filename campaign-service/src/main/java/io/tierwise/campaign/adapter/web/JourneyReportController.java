package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.adapter.web.JourneyView.EnrolmentView;
import io.tierwise.campaign.journey.JourneyDocument;
import io.tierwise.campaign.journey.JourneyFigures.Listed;
import io.tierwise.campaign.journey.JourneyTemplates;
import io.tierwise.campaign.journey.ReportJourney;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Journeys")
class JourneyReportController {
  private static final int MOST = 200;
  private final ReportJourney reports;
  private final Amounts amounts;

  JourneyReportController(
      ReportJourney reports, @Value("${tierwise.base-currency}") String currency) {
    this.reports = reports;
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
