package io.tierwise.campaign.report;

import io.tierwise.campaign.experiment.Lift;
import java.util.List;

/** Port: counts a campaign's contacts and outcomes, set-based. */
public interface CampaignFigures {
  /**
   * @param dimension tier, channel, variant; or total, whose key is empty
   */
  record Row(Dimension dimension, String key, Figures figures) {}

  enum Dimension {
    TOTAL,
    TIER,
    CHANNEL,
    VARIANT
  }

  List<Row> of(String campaignId, AttributionRule rule);

  Lift experiment(String campaignId, AttributionRule rule);
}
