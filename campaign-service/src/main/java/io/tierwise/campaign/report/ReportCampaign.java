package io.tierwise.campaign.report;

import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.report.CampaignFigures.Dimension;
import io.tierwise.campaign.report.CampaignFigures.Row;
import io.tierwise.campaign.report.CampaignReport.Part;
import java.util.List;
import java.util.Optional;

/** Puts the report of a campaign together. */
public final class ReportCampaign {
  private static final Figures NOTHING = new Figures(0, 0, 0, 0, Money.ZERO, Money.ZERO);
  private final Campaigns campaigns;
  private final CampaignFigures figures;
  private final AttributionRule rule;

  public ReportCampaign(Campaigns campaigns, CampaignFigures figures, AttributionRule rule) {
    this.campaigns = campaigns;
    this.figures = figures;
    this.rule = rule;
  }

  /** Empty if there is no such campaign. */
  public Optional<CampaignReport> report(String campaignId) {
    return campaigns.find(campaignId).map(this::report);
  }

  private CampaignReport report(Campaign campaign) {
    List<Row> rows = figures.of(campaign.id(), rule);
    return new CampaignReport(
        campaign,
        parts(rows, Dimension.TOTAL).stream().findFirst().map(Part::figures).orElse(NOTHING),
        parts(rows, Dimension.TIER),
        parts(rows, Dimension.CHANNEL),
        parts(rows, Dimension.VARIANT),
        figures.experiment(campaign.id(), rule),
        rule);
  }

  private static List<Part> parts(List<Row> rows, Dimension dimension) {
    return rows.stream()
        .filter(row -> row.dimension() == dimension)
        .map(row -> new Part(row.key(), row.figures()))
        .toList();
  }
}
