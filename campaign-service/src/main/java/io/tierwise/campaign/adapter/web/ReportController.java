package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.adapter.web.ReportReader.Query;
import io.tierwise.campaign.adapter.web.ReportReader.Wanted;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.report.MoneyReport;
import io.tierwise.campaign.report.ReportMoney;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Reports", description = "What campaigns cost, brought and caused, in money")
class ReportController {
  private static final int MOST_CAMPAIGNS = 100;
  private static final String CSV =
      "dimension,key,contacts,contactedUsers\r\ntotal,,4,2\r\ntier,Gold,3,1\r\n";
  private static final String PAGE = "<!DOCTYPE html>\n<html lang=\"en\"><head>...</head></html>";
  private final ReportMoney reports;
  private final Campaigns campaigns;
  private final Amounts amounts;

  ReportController(
      ReportMoney reports,
      Campaigns campaigns,
      @Value("${tierwise.base-currency}") String currency) {
    this.reports = reports;
    this.campaigns = campaigns;
    this.amounts = new Amounts(currency);
  }

  @GetMapping("/v1/campaigns/{id}/report")
  @Operation(
      summary = "Report a campaign: what it cost, what it brought, and what it caused",
      description =
          "Attributed figures say which contact an order followed; the experiment says what the"
              + " contacts caused, against held-out users whom the same rule would have chosen."
              + " As JSON, as CSV (format=csv) or as a page to read and print (format=html).")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = CampaignReportView.class)),
        @Content(
            mediaType = "text/csv",
            schema = @Schema(type = "string"),
            examples = @ExampleObject(CSV)),
        @Content(
            mediaType = "text/html",
            schema = @Schema(type = "string"),
            examples = @ExampleObject(PAGE))
      })
  ResponseEntity<?> report(
      @PathVariable String id,
      @RequestParam @Nullable String from,
      @RequestParam @Nullable String to,
      @RequestParam @Nullable String attribution,
      @RequestParam @Nullable String window,
      @RequestParam @Nullable List<String> by,
      @RequestParam @Nullable String format,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
    if (campaigns.find(id).isEmpty()) {
      throw ProblemException.notFound("campaign", id);
    }
    return answer(
        new Query(from, to, List.of(id), attribution, window, by),
        ReportFormat.of(format, accept),
        report -> CampaignReportView.of(report, amounts));
  }

  @GetMapping("/v1/reports/money")
  @Operation(
      summary = "Report one campaign, several or all together for a period",
      description =
          "Everything counts in the period in which it happened, so that money and counts of"
              + " events add up over periods; numbers of people do not."
              + " As JSON, as CSV (format=csv) or as a page to read and print (format=html).")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = ReportView.class)),
        @Content(
            mediaType = "text/csv",
            schema = @Schema(type = "string"),
            examples = @ExampleObject(CSV)),
        @Content(
            mediaType = "text/html",
            schema = @Schema(type = "string"),
            examples = @ExampleObject(PAGE))
      })
  ResponseEntity<?> money(
      @RequestParam @Nullable String from,
      @RequestParam @Nullable String to,
      @RequestParam @Nullable List<String> campaignId,
      @RequestParam @Nullable String attribution,
      @RequestParam @Nullable String window,
      @RequestParam @Nullable List<String> by,
      @RequestParam @Nullable String format,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
    requireCampaigns(campaignId == null ? List.of() : campaignId);
    return answer(
        new Query(from, to, campaignId, attribution, window, by),
        ReportFormat.of(format, accept),
        report -> ReportView.of(report, amounts));
  }

  private ResponseEntity<?> answer(
      Query query, ReportFormat format, Function<MoneyReport, Object> asJson) {
    Wanted wanted = ReportReader.read(query, reports.rule());
    MoneyReport report = reports.report(wanted.scope(), wanted.dimensions());
    return format == ReportFormat.JSON
        ? ResponseEntity.ok(asJson.apply(report))
        : format.answer(report, amounts);
  }

  private void requireCampaigns(List<String> ids) {
    if (ids.size() > MOST_CAMPAIGNS) {
      throw ProblemException.invalid(
          "campaignId", "too-many", "at most " + MOST_CAMPAIGNS + "; without any, all");
    }
    List<FieldProblem> unknown =
        ids.stream()
            .filter(id -> campaigns.find(id).isEmpty())
            .map(id -> new FieldProblem("campaignId", "unknown", "there is no campaign " + id))
            .toList();
    if (!unknown.isEmpty()) {
      throw ProblemException.invalid(unknown);
    }
  }
}
