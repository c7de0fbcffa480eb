package io.tierwise.campaign.adapter.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tierwise.campaign.experiment.ArmOutcome;
import io.tierwise.campaign.experiment.Lift;
import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.report.MoneyReport;
import io.tierwise.campaign.report.ReportedCampaign;
import io.tierwise.campaign.report.Trial;
import java.util.List;

/**
 * A campaign's report as it is answered.
 *
 * @param experiment the one of {@code experiments}
 */
record CampaignReportView(
    String campaignId,
    String name,
    String status,
    io.tierwise.starter.web.Money budget,
    TrialView experiment,
    @JsonUnwrapped ReportView report) {
  private static final ArmOutcome EMPTY = new ArmOutcome(0, 0, Money.ZERO, 0);

  static CampaignReportView of(MoneyReport report, Amounts amounts) {
    ReportedCampaign campaign = report.campaigns().getFirst();
    Trial nobody = new Trial(campaign.id(), "", new Lift(EMPTY, EMPTY, Money.ZERO), List.of());
    return new CampaignReportView(
        campaign.id(),
        campaign.name(),
        campaign.status(),
        amounts.of(campaign.budget()),
        TrialView.of(
            report.experiments().stream().findFirst().orElse(nobody), campaign.margin(), amounts),
        ReportView.of(report, amounts));
  }
}
