package io.tierwise.campaign.page;

import io.tierwise.campaign.page.Page.Section;
import io.tierwise.campaign.report.Dimension;
import io.tierwise.campaign.report.Figures;
import io.tierwise.campaign.report.MoneyReport;
import io.tierwise.campaign.report.ReportedCampaign;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What each tier, channel, ... cost and brought, the most revenue first. */
final class PartSections {
  private static final int MOST_BARS = 20;
  private static final Map<Dimension, String> HEADINGS =
      Map.of(
          Dimension.CAMPAIGN, "By campaign",
          Dimension.TIER, "By tier",
          Dimension.CHANNEL, "By channel",
          Dimension.VARIANT, "By variant",
          Dimension.OFFER, "By offer");

  /** Empty where there is nothing to compare. */
  static Optional<Section> of(MoneyReport report, Dimension dimension, Words words) {
    List<MoneyReport.Part> parts =
        report.by(dimension).stream()
            .sorted(Comparator.comparing((MoneyReport.Part p) -> p.figures().revenue()).reversed())
            .toList();
    if (parts.isEmpty() || (parts.size() == 1 && dimension == Dimension.CAMPAIGN)) {
      return Optional.empty();
    }
    UnaryOperator<String> name = dimension == Dimension.CAMPAIGN ? names(report) : key -> key;
    String heading = String.valueOf(HEADINGS.get(dimension));
    String small = heading.toLowerCase(Locale.ROOT);
    boolean redeemed = report.totals().redemptions() > 0;
    return Optional.of(
        new Section(
            heading,
            List.of(
                "Revenue (upper bar) and spend (lower bar)"
                    + (parts.size() > MOST_BARS ? " of the first " + MOST_BARS + "." : ".")),
            new Bars(
                    dimension.id(),
                    "Revenue and spend " + small,
                    "Two bars each; the same numbers are in the table below.",
                    parts.stream()
                        .limit(MOST_BARS)
                        .map(part -> row(name.apply(part.key()), part.figures(), words))
                        .toList())
                .draw(),
            words.in("Figures " + small),
            columns(dimension, redeemed),
            parts.stream()
                .map(part -> cells(name.apply(part.key()), part.figures(), redeemed))
                .toList()));
  }

  private static UnaryOperator<String> names(MoneyReport report) {
    Map<String, String> names =
        report.campaigns().stream()
            .collect(Collectors.toMap(ReportedCampaign::id, ReportedCampaign::name));
    return id -> names.getOrDefault(id, id);
  }

  private static Bars.Row row(String name, Figures f, Words words) {
    return new Bars.Row(
        name,
        List.of(
            new Bars.Value(f.revenue().units(), words.money(f.revenue())),
            new Bars.Value(f.spend().units(), words.money(f.spend()))));
  }

  private static List<String> columns(Dimension dimension, boolean redeemed) {
    return List.of(
        dimension.id(),
        "contacts",
        "reach",
        "clicks",
        "orders",
        redeemed ? "redeemed" : "of contacts",
        "revenue",
        "spend",
        "profit",
        "return");
  }

  private static List<String> cells(String name, Figures f, boolean redeemed) {
    return List.of(
        name,
        Words.number(f.contacts()),
        Words.number(f.reach()),
        Words.number(f.clicks()),
        Words.number(f.conversions().doubleValue()),
        Words.percent(redeemed ? f.redemptionRate() : f.cvr()),
        Words.amount(f.revenue()),
        Words.amount(f.spend()),
        Words.amount(f.profit()),
        Words.percent(f.roi()));
  }

  private PartSections() {}
}
