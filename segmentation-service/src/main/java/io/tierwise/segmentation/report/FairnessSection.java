package io.tierwise.segmentation.report;

import io.tierwise.charts.HeatMap;
import io.tierwise.charts.HeatMap.Cell;
import io.tierwise.charts.Svg;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.fairness.FairnessAudit;
import io.tierwise.segmentation.fairness.FairnessResult;
import io.tierwise.segmentation.fairness.FairnessResult.Without;
import io.tierwise.segmentation.fairness.Impact;
import io.tierwise.segmentation.fairness.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How groups of customers fare. */
final class FairnessSection {
  private static final int MOST_GROUPS = 12;

  static Section of(FairnessAudit audit, FairnessResult result) {
    String attribute = audit.parameters().attribute().key();
    String favoured = String.join(" or ", result.tiers().subList(0, result.favourable()));
    StringBuilder text = new StringBuilder();
    text.append("Four-fifths rule for reaching ").append(favoured).append(": ");
    text.append(verdict(result.verdict(), result.lowestRatio())).append(' ');
    text.append(proxies(result.proxies())).append(' ').append(without(result.without()));
    List<FairnessResult.GroupShares> groups =
        result.shares().subList(0, Math.min(MOST_GROUPS, result.shares().size()));
    List<List<Cell>> cells = new ArrayList<>();
    for (FairnessResult.GroupShares group : groups) {
      cells.add(
          group.customers().stream()
              .map(
                  count -> {
                    double share = count / (double) Math.max(1, group.total());
                    return new Cell(Numbers.percent(share), Numbers.count(count), share);
                  })
              .toList());
    }
    Svg picture =
        new HeatMap(
                "fairness-" + attribute,
                "Share of each tier by " + attribute,
                "Rows are groups, the largest first; cells are the share of a group in a tier.",
                attribute,
                "Tier",
                groups.stream().map(g -> shortened(g.group())).toList(),
                result.tiers(),
                cells)
            .draw();
    return new Section(
        "fairness-by-" + attribute,
        "Fairness by " + attribute,
        text.toString().strip(),
        List.of(picture),
        table(result, attribute, favoured));
  }

  private static Section.Table table(FairnessResult result, String attribute, String favoured) {
    List<List<String>> rows = new ArrayList<>();
    for (int g = 0; g < Math.min(MOST_GROUPS, result.impacts().size()); g++) {
      Impact impact = result.impacts().get(g);
      Without without = result.without();
      rows.add(
          List.of(
              impact.group(),
              Numbers.count(impact.customers()),
              Numbers.percent(impact.rate()),
              ratio(impact),
              words(impact.verdict()),
              without == null || without.refused() != null
                  ? "-"
                  : ratio(without.impacts().get(g))));
    }
    return new Section.Table(
        "How often groups reach " + favoured + ", against the group that does most often",
        1,
        List.of(attribute, "Customers", "Reach it", "Ratio (95 %)", "Verdict", "Without proxies"),
        rows);
  }

  private static String verdict(FairnessResult.Verdict verdict, @Nullable Double lowest) {
    String least =
        lowest == null ? "" : String.format(Locale.ROOT, " The lowest ratio is %.2f.", lowest);
    return switch (verdict) {
          case FAIR -> "every group of at least " + Impact.LEAST_CUSTOMERS + " customers passes.";
          case ADVERSE -> "at least one group stays below it, and not by chance.";
          case UNCLEAR -> "a group stays below it, but it is so small that this may be chance.";
          case NOT_JUDGED -> "there are no two groups that are large enough to compare.";
        }
        + least;
  }

  private static String proxies(List<Proxy> proxies) {
    String named =
        proxies.stream()
            .filter(Proxy::isProxy)
            .map(
                p ->
                    String.format(
                        Locale.ROOT, "%s (%s, area %.2f)", p.feature().key(), p.group(), p.area()))
            .collect(Collectors.joining(", "));
    return named.isEmpty()
        ? "No feature of the run tells the groups apart."
        : "Features that tell a group apart: " + named + ".";
  }

  private static String without(@Nullable Without without) {
    if (without == null) {
      return "";
    }
    if (without.refused() != null) {
      return "Without them no tiers can be made: " + without.refused() + ".";
    }
    return "Without them, on "
        + without.features().stream().map(TieringFeature::key).collect(Collectors.joining(", "))
        + " alone, "
        + Numbers.count(without.moved())
        + " customers would be in another tier ("
        + Numbers.count(without.up())
        + " in a better one), and "
        + verdict(without.verdict(), without.lowestRatio());
  }

  private static String ratio(Impact impact) {
    Double ratio = impact.ratio();
    return ratio == null
        ? "-"
        : String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", ratio, impact.low(), impact.high());
  }

  private static String words(Impact.Verdict verdict) {
    return switch (verdict) {
      case REFERENCE -> "highest";
      case FAIR -> "fair";
      case ADVERSE -> "adverse";
      case UNCLEAR -> "unclear";
      case NOT_JUDGED -> "too few";
    };
  }

  private static String shortened(String group) {
    return group.length() <= 24 ? group : group.substring(0, 23) + "…";
  }

  private FairnessSection() {}
}
