package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.report.ReportCampaign;
import io.tierwise.starter.problem.ProblemException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Reports")
class ReportController {
  private final ReportCampaign reports;
  private final Amounts amounts;

  ReportController(ReportCampaign reports, @Value("${tierwise.base-currency}") String currency) {
    this.reports = reports;
    this.amounts = new Amounts(currency);
  }

  @GetMapping("/v1/campaigns/{id}/report")
  @Operation(
      summary = "Report a campaign: what it cost, what it brought, and what it caused",
      description =
          "Attributed figures say which contact an order followed; the experiment says what the"
              + " contacts caused, against held-out users whom the same rule would have chosen.")
  ReportView report(@PathVariable String id) {
    return reports
        .report(id)
        .map(report -> ReportView.of(report, amounts))
        .orElseThrow(() -> ProblemException.notFound("campaign", id));
  }
}
