package io.tierwise.campaign.report;

import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.money.Money;

/** What a report has to say of a campaign besides its figures. */
public record ReportedCampaign(String id, String name, String status, Money budget, double margin) {
  static ReportedCampaign of(Campaign campaign) {
    return new ReportedCampaign(
        campaign.id(),
        campaign.plan().name(),
        campaign.status().name(),
        campaign.plan().budget(),
        campaign.plan().margin());
  }
}
