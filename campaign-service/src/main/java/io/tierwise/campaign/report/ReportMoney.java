package io.tierwise.campaign.report;

import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.report.MoneyFigures.Row;
import io.tierwise.campaign.report.MoneyFigures.Spread;
import io.tierwise.campaign.report.MoneyReport.Part;
import io.tierwise.campaign.report.MoneyReport.TierEffect;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the report of one campaign, several or all together. */
public final class ReportMoney {
  private static final int MOST_CAMPAIGNS = 10_000;
  private final Campaigns campaigns;
  private final MoneyFigures figures;
  private final AttributionRule rule;
  private final Clock clock;

  /**
   * @param rule where none is asked for
   */
  public ReportMoney(Campaigns campaigns, MoneyFigures figures, AttributionRule rule, Clock clock) {
    this.campaigns = campaigns;
    this.figures = figures;
    this.rule = rule;
    this.clock = clock;
  }

  public AttributionRule rule() {
    return rule;
  }

  /** All of a campaign by everything; empty if there is no such campaign. */
  public Optional<MoneyReport> report(String campaignId) {
    return campaigns
        .find(campaignId)
        .map(_ -> report(ReportScope.ofCampaign(campaignId, rule), EnumSet.allOf(Dimension.class)));
  }

  /**
   * @param dimensions besides the total
   */
  public MoneyReport report(ReportScope scope, Set<Dimension> dimensions) {
    Set<Dimension> wanted = EnumSet.of(Dimension.TOTAL, Dimension.CAMPAIGN);
    wanted.addAll(dimensions);
    List<Row> rows = figures.rows(scope, wanted);
    List<Trial> trials = figures.trials(scope, clock.instant());
    Map<String, ReportedCampaign> found = campaigns(scope, rows, trials);
    List<Trial> experiments = added(trials, Trial::campaignId);
    List<Spread> spreads = experiments.size() > 1 ? figures.spreads(scope) : List.of();
    return new MoneyReport(
        scope,
        dimensions,
        List.copyOf(found.values()),
        rows.stream()
            .filter(row -> row.dimension() == Dimension.TOTAL)
            .map(Row::figures)
            .findFirst()
            .orElse(Figures.NOTHING),
        parts(rows),
        experiments,
        incremental(experiments, found, spreads, Dimension.TOTAL, ""),
        byTier(trials, found, spreads));
  }

  private Map<String, ReportedCampaign> campaigns(
      ReportScope scope, List<Row> rows, List<Trial> trials) {
    Set<String> ids =
        scope.campaignIds().isEmpty()
            ? Stream.concat(
                    rows.stream().filter(r -> r.dimension() == Dimension.CAMPAIGN).map(Row::key),
                    trials.stream().map(Trial::campaignId))
                .collect(Collectors.toSet())
            : Set.copyOf(scope.campaignIds());
    Stream<Campaign> all =
        ids.size() <= 8
            ? ids.stream().flatMap(id -> campaigns.find(id).stream())
            : campaigns.list(null, null, MOST_CAMPAIGNS).stream()
                .filter(campaign -> ids.contains(campaign.id()));
    return all.map(ReportedCampaign::of)
        .collect(
            Collectors.toMap(
                ReportedCampaign::id, campaign -> campaign, (a, _) -> a, TreeMap::new));
  }

  private static Map<Dimension, List<Part>> parts(List<Row> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                Row::dimension,
                Collectors.mapping(
                    row -> new Part(row.key(), row.figures()), Collectors.toList())));
  }

  private static List<Trial> added(List<Trial> trials, Function<Trial, String> key) {
    Map<String, Trial> sums = new TreeMap<>();
    trials.forEach(trial -> sums.merge(key.apply(trial), trial, Trial::plus));
    return List.copyOf(sums.values());
  }

  private static List<TierEffect> byTier(
      List<Trial> trials, Map<String, ReportedCampaign> found, List<Spread> spreads) {
    Map<String, List<Trial>> tiers =
        trials.stream()
            .collect(Collectors.groupingBy(Trial::tier, TreeMap::new, Collectors.toList()));
    return tiers.entrySet().stream()
        .flatMap(
            tier ->
                Stream.ofNullable(
                        incremental(tier.getValue(), found, spreads, Dimension.TIER, tier.getKey()))
                    .map(effect -> new TierEffect(tier.getKey(), effect)))
        .toList();
  }

  private static @Nullable Incremental incremental(
      Collection<Trial> trials,
      Map<String, ReportedCampaign> found,
      List<Spread> spreads,
      Dimension dimension,
      String key) {
    Spread spread =
        spreads.stream()
            .filter(s -> s.dimension() == dimension && s.key().equals(key))
            .findFirst()
            .orElse(null);
    return Incremental.of(
        trials.stream()
            .filter(trial -> found.containsKey(trial.campaignId()))
            .map(
                trial ->
                    new Incremental.Part(
                        trial.lift(),
                        Objects.requireNonNull(found.get(trial.campaignId())).margin()))
            .toList(),
        spread);
  }
}
