package io.tierwise.segmentation.report;

import io.tierwise.charts.BarChart;
import io.tierwise.charts.Svg;
import io.tierwise.segmentation.run.RunResult;
import io.tierwise.segmentation.run.RunResult.TierSummary;
import java.util.List;

/** How large the tiers are and what they bring. */
final class TierSection {
  static Section of(RunResult result, String currency) {
    List<TierSummary> tiers = result.tiers();
    TierSummary best = tiers.getFirst();
    String text =
        best.name()
            + " is "
            + Numbers.percent(best.customerShare())
            + " of the customers and brings "
            + Numbers.percent(best.revenueShare())
            + " of the net revenue.";
    Svg picture =
        new BarChart(
                "tier-sizes",
                "Share of customers and of revenue by tier",
                text,
                List.of("customers", "net revenue"),
                tiers.stream().map(tier -> row(tier, currency)).toList(),
                List.of())
            .draw();
    return new Section(
        "tiers",
        "Tiers: size and revenue",
        text,
        List.of(picture),
        new Section.Table(
            "Tiers, best first",
            1,
            List.of("Tier", "Customers", "Share", "Net revenue, " + currency, "Share", "Each"),
            tiers.stream().map(TierSection::cells).toList()));
  }

  private static BarChart.Row row(TierSummary tier, String currency) {
    return new BarChart.Row(
        tier.name(),
        List.of(tier.customerShare(), tier.revenueShare()),
        List.of(
            Numbers.percent(tier.customerShare()) + " (" + Numbers.count(tier.customers()) + ")",
            Numbers.percent(tier.revenueShare())
                + " ("
                + Numbers.money(tier.revenue())
                + " "
                + currency
                + ")"));
  }

  private static List<String> cells(TierSummary tier) {
    return List.of(
        tier.name(),
        Numbers.count(tier.customers()),
        Numbers.percent(tier.customerShare()),
        Numbers.money(tier.revenue()),
        Numbers.percent(tier.revenueShare()),
        tier.customers() == 0
            ? "-"
            : Numbers.plain(tier.revenue().doubleValue() / tier.customers()));
  }

  private TierSection() {}
}
