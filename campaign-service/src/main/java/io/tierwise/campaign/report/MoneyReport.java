package io.tierwise.campaign.report;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What campaigns cost, brought and caused.
 *
 * @param dimensions asked for
 * @param campaigns asked for, or all that have anything in the period
 * @param parts by dimension
 * @param experiments of each campaign, all tiers together
 * @param incremental of all campaigns together; null without held-out users
 * @param incrementalByTier by the tier that users had when the experiment took them in
 */
public record MoneyReport(
    ReportScope scope,
    Set<Dimension> dimensions,
    List<ReportedCampaign> campaigns,
    Figures totals,
    Map<Dimension, List<Part>> parts,
    List<Trial> experiments,
    @Nullable Incremental incremental,
    List<TierEffect> incrementalByTier) {
  public MoneyReport {
    dimensions = Set.copyOf(dimensions);
    campaigns = List.copyOf(campaigns);
    parts = Map.copyOf(parts);
    experiments = List.copyOf(experiments);
    incrementalByTier = List.copyOf(incrementalByTier);
  }

  /**
   * @param key tier, channel, ...
   */
  public record Part(String key, Figures figures) {}

  public record TierEffect(String tier, Incremental incremental) {}

  /** Empty where nothing happened. */
  public List<Part> by(Dimension dimension) {
    return parts.getOrDefault(dimension, List.of());
  }
}
