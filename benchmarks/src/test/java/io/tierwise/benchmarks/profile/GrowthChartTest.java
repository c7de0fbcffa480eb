package io.tierwise.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tierwise.benchmarks.profile.GrowthSizes.Scenario;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Runs;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GrowthChartTest {
  private static final Instant DATE = Instant.parse("2026-11-22T10:15:30Z");

  private static BenchReport report(List<Scenario> scenarios) {
    BenchReport.Builder report = BenchReport.of("growth", DATE);
    for (Scenario scenario : scenarios) {
      report
          .figure(scenario.key() + ".users", scenario.users())
          .figure(scenario.key() + ".months", scenario.months())
          .figure(scenario.key() + ".ledgerEvents", Runs.of(100_000, 250_000))
          .figure(scenario.key() + ".eventsPerSecond", Runs.of(20_000, 21_000))
          .figure(scenario.key() + ".serviceCpuMicrosPerEvent", Runs.of(30, 31))
          .figure(scenario.key() + ".postgresCpuMicrosPerEvent", Runs.of(40, 42));
    }
    return report.build();
  }

  @Test
  void chart_showsUsersLedgerAndMonths() {
    GrowthSizes sizes = GrowthSizes.of(false);
    assertThat(sizes.scenarios().stream().map(Scenario::users))
        .containsExactly(10_000, 100_000, 100_000, 1_000_000);
    assertThat(GrowthChart.of(report(sizes.scenarios())))
        .contains(">10,000 users<", ">100,000 users<", ">1,000,000 users<")
        .contains(">events in the ledger<", ">profile-service<", ">PostgreSQL<")
        .contains("months (partitions)")
        .contains(">10k<", ">100k<", ">1M<");
  }

  @Test
  void chart_isWellFormed_withFourPicturesOfTheirOwnIds() throws Exception {
    String svg = GrowthChart.of(report(GrowthSizes.of(false).scenarios()));
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();
    NodeList titles = root.getElementsByTagName("title");
    assertThat(root.getElementsByTagName("svg").getLength()).isEqualTo(4);
    assertThat(
            IntStream.range(0, titles.getLength())
                .mapToObj(i -> ((Element) titles.item(i)).getAttribute("id")))
        .hasSize(5)
        .doesNotHaveDuplicates();
  }

  @Test
  void chart_ofAReportThatLacksASize_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> GrowthChart.of(report(GrowthSizes.of(true).scenarios().subList(0, 3))));
  }
}
