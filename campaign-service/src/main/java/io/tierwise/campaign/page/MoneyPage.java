package io.tierwise.campaign.page;

import io.tierwise.campaign.experiment.IncrementalRoi;
import io.tierwise.campaign.page.Page.Section;
import io.tierwise.campaign.report.Dimension;
import io.tierwise.campaign.report.Figures;
import io.tierwise.campaign.report.Incremental;
import io.tierwise.campaign.report.MoneyReport;
import io.tierwise.campaign.report.ReportScope;
import io.tierwise.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report in money as one page. */
public final class MoneyPage {
  public static final String CONTENT_POLICY = Page.CONTENT_POLICY;
  private final MoneyReport report;
  private final Words words;

  private MoneyPage(MoneyReport report, Words words) {
    this.report = report;
    this.words = words;
  }

  public static String of(MoneyReport report, String currency) {
    return new MoneyPage(report, new Words(currency)).page();
  }

  private String page() {
    List<Section> sections = new ArrayList<>();
    sections.add(funnel());
    CausedSections caused = new CausedSections(report, words);
    sections.add(caused.caused());
    for (Dimension dimension : List.of(Dimension.CAMPAIGN, Dimension.TIER, Dimension.CHANNEL)) {
      PartSections.of(report, dimension, words).ifPresent(sections::add);
    }
    if (!report.by(Dimension.DAY).isEmpty()) {
      sections.add(DaySection.of(report, words));
    }
    for (Dimension dimension : List.of(Dimension.VARIANT, Dimension.OFFER)) {
      PartSections.of(report, dimension, words).ifPresent(sections::add);
    }
    caused.later().ifPresent(sections::add);
    return Page.of(title(), facts(), figures(), sentences(), sections);
  }

  private String title() {
    return switch (report.campaigns().size()) {
      case 0 -> "Report in money";
      case 1 -> "Report in money: " + report.campaigns().getFirst().name();
      default -> "Report in money: " + report.campaigns().size() + " campaigns";
    };
  }

  private Map<String, String> facts() {
    ReportScope scope = report.scope();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Period",
        (scope.from() == null ? "from the beginning" : "from " + Words.time(scope.from()))
            + (scope.to() == null ? "" : " up to " + Words.time(scope.to())));
    facts.put("Attribution", scope.rule().kind().id() + " within " + scope.rule().windowText());
    if (report.campaigns().size() == 1) {
      facts.put("Status", report.campaigns().getFirst().status());
      facts.put("Budget", words.money(report.campaigns().getFirst().budget()));
    }
    return facts;
  }

  private Map<String, String> figures() {
    Figures totals = report.totals();
    Incremental caused = report.incremental();
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("Spend", words.money(totals.spend()));
    figures.put("Revenue attributed", words.money(totals.revenue()));
    figures.put("Profit after margin and spend", words.money(totals.profit()));
    figures.put("Return on spend, attributed", Words.percent(totals.roi()));
    figures.put("Revenue caused", caused == null ? Words.NONE : words.money(caused.revenue()));
    IncrementalRoi roi = caused == null ? null : caused.roi();
    figures.put("Return on spend, caused", Words.percent(roi == null ? null : roi.estimate()));
    return figures;
  }

  private List<String> sentences() {
    Figures f = report.totals();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "%s contacts with %s customers cost %s%s."
            .formatted(
                Words.number(f.contacts()),
                Words.number(f.contactedUsers()),
                words.money(f.spend()),
                f.couponSpend().micros() == 0
                    ? ""
                    : ", of it " + words.money(f.couponSpend()) + " for coupons"));
    sentences.add(
        "%s orders worth %s followed them; %s."
            .formatted(
                Words.number(f.conversions().doubleValue()),
                words.money(f.revenue()),
                report.scope().rule().description()));
    if (f.redemptions() > 0) {
      sentences.add(
          "%s coupons were redeemed, by %s of the contacts."
              .formatted(Words.number(f.redemptions()), Words.percent(f.redemptionRate())));
    }
    sentences.add(verdict(report.incremental()));
    return sentences;
  }

  private String verdict(@Nullable Incremental caused) {
    Interval interval = caused == null ? null : caused.revenueInterval();
    if (caused == null || interval == null) {
      return "What the contacts caused is not known, as too few were held out.";
    }
    String between =
        "between "
            + words.money(interval.low())
            + " and "
            + words.money(interval.high())
            + " (95 %)";
    if (interval.low() <= 0 && interval.high() >= 0) {
      return "Compared with the customers held out, nothing is proved yet: the contacts brought "
          + between
          + ".";
    }
    return "Compared with the customers held out, the contacts brought "
        + words.money(caused.revenue())
        + " that would not have come otherwise, "
        + between
        + ".";
  }

  private Section funnel() {
    Figures f = report.totals();
    List<Map.Entry<String, Double>> steps =
        List.of(
            Map.entry("contacts", (double) f.contacts()),
            Map.entry("impressions", (double) f.impressions()),
            Map.entry("clicks", (double) f.clicks()),
            Map.entry("orders", f.conversions().doubleValue()));
    return new Section(
        "From contact to order",
        List.of(
            "An order can follow a contact that was neither seen nor clicked, as far as known."),
        new Bars(
                "funnel",
                "Contacts, impressions, clicks and orders",
                "The same numbers are in the table below.",
                steps.stream()
                    .map(
                        step ->
                            new Bars.Row(
                                step.getKey(),
                                List.of(
                                    new Bars.Value(
                                        step.getValue(), Words.number(step.getValue())))))
                    .toList())
            .draw(),
        words.in("From contact to order"),
        List.of("step", "number", "for each contact", "spend for each"),
        steps.stream()
            .map(
                step ->
                    List.of(
                        step.getKey(),
                        Words.number(step.getValue()),
                        Words.percent(f.contacts() == 0 ? null : step.getValue() / f.contacts()),
                        step.getValue() == 0
                            ? Words.NONE
                            : Words.amount(f.spend().units() / step.getValue())))
            .toList());
  }
}
