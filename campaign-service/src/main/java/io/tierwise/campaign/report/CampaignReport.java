package io.tierwise.campaign.report;

import io.tierwise.campaign.experiment.Lift;
import io.tierwise.campaign.lifecycle.Campaign;
import java.util.List;

/** What a campaign cost and caused. */
public record CampaignReport(
    Campaign campaign,
    Figures totals,
    List<Part> byTier,
    List<Part> byChannel,
    List<Part> byVariant,
    Lift experiment,
    AttributionRule attribution) {
  public CampaignReport {
    byTier = List.copyOf(byTier);
    byChannel = List.copyOf(byChannel);
    byVariant = List.copyOf(byVariant);
  }

  /**
   * @param key tier, channel or variant
   */
  public record Part(String key, Figures figures) {}
}
