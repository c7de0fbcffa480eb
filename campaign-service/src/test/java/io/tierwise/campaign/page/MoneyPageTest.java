package io.tierwise.campaign.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.experiment.ArmOutcome;
import io.tierwise.campaign.experiment.Lift;
import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.report.AttributionRule;
import io.tierwise.campaign.report.Dimension;
import io.tierwise.campaign.report.Figures;
import io.tierwise.campaign.report.Incremental;
import io.tierwise.campaign.report.Later;
import io.tierwise.campaign.report.MoneyReport;
import io.tierwise.campaign.report.ReportScope;
import io.tierwise.campaign.report.ReportedCampaign;
import io.tierwise.campaign.report.Trial;
import io.tierwise.charts.Svg;
import io.tierwise.statistics.Interval;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class MoneyPageTest {
  private static final Instant T = Instant.parse("2026-10-01T00:00:00Z");
  private static final ReportScope ALL =
      new ReportScope(
          List.of(), T, null, new AttributionRule(AttributionRule.Kind.LINEAR, Duration.ofDays(7)));

  private static Figures figures(int contacts, String spend, String revenue) {
    Money earned = new Money(Money.of(revenue).micros() * 3 / 10);
    return new Figures(
        contacts,
        contacts * 9L / 10,
        contacts / 2,
        contacts / 3,
        contacts / 20,
        contacts * 31_000L,
        contacts / 50,
        contacts / 60,
        Money.of(spend),
        Money.of("20"),
        Money.of("61.5"),
        Money.of(revenue),
        earned);
  }

  private static ReportedCampaign campaign(String id, String name) {
    return new ReportedCampaign(id, name, "RUNNING", Money.of("900"), 0.3);
  }

  private static Incremental caused(double revenue, double reach, String spend) {
    double profit = revenue * 0.3;
    return new Incremental(
        2,
        new Money(Math.round(revenue * 1e6)),
        new Interval(revenue - reach, revenue + reach),
        new Money(Math.round(profit * 1e6)),
        new Interval(profit - reach * 0.3, profit + reach * 0.3),
        Money.of(spend));
  }

  private static MoneyReport report() {
    Later.Arm treated = new Later.Arm(900, 270, 3200, 90_000);
    Later.Arm control = new Later.Arm(200, 50, 400, 15_000);
    Trial trial =
        new Trial(
            "c1",
            "Gold",
            new Lift(
                new ArmOutcome(900, 120, Money.of("5400"), 300_000),
                new ArmOutcome(200, 16, Money.of("700"), 40_000),
                Money.of("150")),
            List.of(new Later(30, treated, control), new Later(60, treated, control)));
    Trial other = new Trial("c2", "Gold", trial.lift(), trial.later());
    List<MoneyReport.Part> days =
        IntStream.range(0, 40)
            .filter(day -> day % 9 != 4)
            .mapToObj(
                day ->
                    new MoneyReport.Part(
                        LocalDate.of(2026, 10, 1).plusDays(day).toString(),
                        figures(
                            60, String.valueOf(5 + day % 7), String.valueOf(60 + day * 37 % 90))))
            .toList();
    return new MoneyReport(
        ALL,
        EnumSet.allOf(Dimension.class),
        List.of(campaign("c1", "Autumn <shoes> & \"boots\""), campaign("c2", "Win-back")),
        figures(2140, "312.40", "4821.55"),
        Map.of(
            Dimension.CAMPAIGN,
            List.of(part("c1", 1400, "200", "3000"), part("c2", 740, "112.40", "1821.55")),
            Dimension.TIER,
            List.of(
                part("Diamond", 240, "40", "2210"),
                part("Gold", 700, "110", "1601.55"),
                part("Silver", 900, "130", "870"),
                part("none", 300, "32.40", "140")),
            Dimension.CHANNEL,
            List.of(part("email", 1800, "250", "4000"), part("push", 340, "62.40", "821.55")),
            Dimension.DAY,
            days,
            Dimension.VARIANT,
            List.of(part("A", 1000, "160", "2600"), part("B", 1140, "152.40", "2221.55"))),
        List.of(trial, other),
        caused(4500, 2210, "300"),
        List.of(
            new MoneyReport.TierEffect("Diamond", caused(2600, 1500, "120")),
            new MoneyReport.TierEffect("Gold", caused(1900, 1700, "180"))));
  }

  private static MoneyReport.Part part(String key, int contacts, String spend, String revenue) {
    return new MoneyReport.Part(key, figures(contacts, spend, revenue));
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(
            new ByteArrayInputStream(
                page.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
  }

  private static Stream<Element> elements(Document page, String name) {
    NodeList found = page.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  @Test
  void everyPicture_hasTitleDescriptionAndTable_andNamesAreNoMarkup() throws Exception {
    String html = MoneyPage.of(report(), "GBP");
    Document page = parsed(html);
    assertThat(elements(page, "svg")).hasSize(7);
    assertThat(elements(page, "svg"))
        .allSatisfy(
            svg -> {
              assertThat(svg.getElementsByTagName("title").getLength()).isEqualTo(1);
              assertThat(svg.getElementsByTagName("desc").getLength()).isEqualTo(1);
              Element section = (Element) svg.getParentNode().getParentNode();
              assertThat(section.getElementsByTagName("caption").getLength()).isEqualTo(1);
              assertThat(section.getElementsByTagName("td").getLength()).isPositive();
            });
    assertThat(html)
        .contains("Autumn &lt;shoes&gt; &amp; &quot;boots&quot;")
        .contains("2,140 contacts with 1,926 customers cost GBP 332.40")
        .contains("brought GBP 4,500.00 that would not have come otherwise")
        .doesNotContain("<script", "NaN", "Infinity", "style=");
  }

  @Test
  void texts_stayInsideTheirPicture() throws Exception {
    Document page = parsed(MoneyPage.of(report(), "GBP"));
    assertThat(elements(page, "text"))
        .allSatisfy(
            text -> {
              double width = Svg.widthOf(text.getTextContent(), 12);
              double x = Double.parseDouble(text.getAttribute("x"));
              double from =
                  switch (text.getAttribute("text-anchor")) {
                    case "end" -> x - width;
                    case "middle" -> x - width / 2;
                    default -> x;
                  };
              assertThat(from).as(text.getTextContent()).isGreaterThanOrEqualTo(-1);
              assertThat(from + width)
                  .as(text.getTextContent())
                  .isLessThanOrEqualTo(Page.WIDTH + 1);
            });
  }

  @Test
  void nothing_isSaidOfNothing() throws Exception {
    MoneyReport empty =
        new MoneyReport(
            ALL,
            EnumSet.allOf(Dimension.class),
            List.of(),
            Figures.NOTHING,
            Map.of(),
            List.of(),
            null,
            List.of());
    String html = MoneyPage.of(empty, "GBP");
    assertThat(elements(parsed(html), "svg")).hasSize(1);
    assertThat(html).contains("too few were held out").doesNotContain("NaN");
  }

  @Test
  void longPeriods_areShownByWeekOrMonth_withTheSameSums() {
    List<MoneyReport.Part> days =
        Stream.of("2025-01-01", "2025-01-31", "2025-02-01", "2027-12-31")
            .map(day -> part(day, 100, "1", "10"))
            .toList();
    MoneyReport years =
        new MoneyReport(
            ALL,
            EnumSet.allOf(Dimension.class),
            List.of(),
            Figures.NOTHING,
            Map.of(Dimension.DAY, days),
            List.of(),
            null,
            List.of());
    assertThat(DaySection.of(years, new Words("GBP")).rows())
        .containsExactly(
            List.of("2025-01-01", "20.00", "42.00"),
            List.of("2025-02-01", "10.00", "21.00"),
            List.of("2027-12-01", "10.00", "21.00"));
  }
}
