package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.recommend.feedback.Touches;
import io.tierwise.recommend.feedback.Touches.Figures;
import io.tierwise.recommend.placement.Placement;
import io.tierwise.recommend.placement.VariantComparison;
import io.tierwise.starter.web.Money;
import io.tierwise.statistics.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What lists led to, as JSON. */
record PlacementReportView(
    String placement,
    Instant from,
    Instant to,
    @Schema(description = "A purchase counts for a click within", example = "PT168H")
        String attributionWindow,
    List<RowView> rows,
    @Schema(description = "Null with one variant") @Nullable ExperimentView experiment) {

  record RowView(
      String variant,
      String strategy,
      String modelVersion,
      @Schema(description = "Shown") long lists,
      @Schema(description = "Who were shown one") long users,
      @Schema(description = "Items, each once a list") long clicks,
      long clickedLists,
      @Schema(description = "Share of the lists of which an item was clicked; null without lists")
          @Nullable Double clickThroughRate,
      @Schema(description = "Users who clicked") long clickers,
      @Schema(description = "With an item that was clicked before") long orders,
      @Schema(description = "Users with such an order") long buyers,
      @Schema(description = "Share of the users; null without users") @Nullable Double conversion,
      @Schema(description = "Of the lines with such items") Money revenue) {}

  record ArmView(
      String variant,
      @Schema(description = "That it was meant to have") double share,
      long users,
      @Schema(description = "Share of the users") double clicked,
      @Schema(description = "Share of the users who ordered, whatever they clicked")
          double conversion,
      @Schema(description = "In units of the base currency") double revenuePerUser) {}

  record DifferenceView(
      String variant,
      @Schema(allowableValues = {"clicked", "conversion", "revenue"}) String metric,
      @Schema(description = "Of the variant less the control") double difference,
      @Schema(description = "95 %, for a single look at the planned end") Interval interval,
      @Schema(description = "Valid however often one looks; null as long as it is too early")
          @Nullable Interval anytimeInterval,
      @Nullable Double anytimePValue) {}

  record ExperimentView(
      @Schema(description = "No earlier than the last change of the placement") Instant from,
      String control,
      @Schema(description = "That chance alone puts the users so far off the shares")
          @Nullable Double sampleRatioPValue,
      @Schema(description = "Nothing else here can be trusted") boolean sampleRatioAlarm,
      List<ArmView> variants,
      List<DifferenceView> differences,
      VariantComparison.Verdict verdict,
      @Schema(description = "By conversion") @Nullable String winner) {
    static ExperimentView of(VariantComparison comparison) {
      return new ExperimentView(
          comparison.from(),
          comparison.control(),
          comparison.sampleRatio(),
          comparison.sampleRatioAlarm(),
          comparison.arms().stream()
              .map(
                  arm ->
                      new ArmView(
                          arm.variant(),
                          rounded(arm.share()),
                          arm.users(),
                          rounded(arm.clicked()),
                          rounded(arm.conversion()),
                          rounded(arm.revenuePerUser())))
              .toList(),
          comparison.differences().stream()
              .map(
                  each ->
                      new DifferenceView(
                          each.variant(),
                          each.metric().name().toLowerCase(Locale.ROOT),
                          each.difference(),
                          each.interval(),
                          each.anytimeInterval(),
                          each.anytimePValue()))
              .toList(),
          comparison.verdict(),
          comparison.winner());
    }
  }

  static PlacementReportView of(
      Placement placement,
      Instant from,
      Instant to,
      List<Figures> figures,
      @Nullable VariantComparison comparison,
      String currency) {
    return new PlacementReportView(
        placement.name(),
        from,
        to,
        Touches.WINDOW.toString(),
        figures.stream()
            .map(
                row ->
                    new RowView(
                        row.variant(),
                        row.strategy(),
                        row.modelVersion(),
                        row.lists(),
                        row.users(),
                        row.clicks(),
                        row.clickedLists(),
                        share(row.clickedLists(), row.lists()),
                        row.clickers(),
                        row.orders(),
                        row.buyers(),
                        share(row.buyers(), row.users()),
                        Money.of(row.revenue(), currency)))
            .toList(),
        comparison == null ? null : ExperimentView.of(comparison));
  }

  private static @Nullable Double share(long part, long whole) {
    return whole == 0 ? null : rounded((double) part / whole);
  }

  private static double rounded(double value) {
    return Math.rint(1e6 * value) / 1e6;
  }
}
