package io.tierwise.campaign.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report is about. Contacts, impressions, clicks, codes and orders each count in the period
 * in which they happened, so that the reports of two periods add up to that of both.
 *
 * @param campaignIds empty for all campaigns
 * @param from inclusive; null for the beginning
 * @param to exclusive; null for no end
 */
public record ReportScope(
    List<String> campaignIds, @Nullable Instant from, @Nullable Instant to, AttributionRule rule) {
  public ReportScope {
    campaignIds = List.copyOf(campaignIds);
    if (from != null && to != null && !to.isAfter(from)) {
      throw new IllegalArgumentException("from " + from + " to " + to);
    }
  }

  public static ReportScope ofCampaign(String id, AttributionRule rule) {
    return new ReportScope(List.of(id), null, null, rule);
  }
}
