package io.tierwise.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tierwise.benchmarks.report.Target.Bound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The form that others read. */
class BenchReportTest {
  private static final Instant DATE = Instant.parse("2026-11-22T10:15:30.123Z");

  private static BenchReport.Builder report() {
    return BenchReport.of("some", DATE)
        .figure("rate", Runs.of(30_000, 10_000, 20_000.123456))
        .figure("load", 1.5)
        .ratio("ofCeiling", Runs.of(1, 6, 3), Runs.of(2, 8, 10));
  }

  @Test
  void json_hasTheAgreedKeys(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("bench").resolve("some.json");
    report()
        .target("ofCeiling", Bound.AT_LEAST, 0.5)
        .target("load", Bound.AT_MOST, 1.0)
        .build()
        .write(file);

    JsonNode json = new JsonMapper().readTree(Files.readString(file));
    assertThat(json.propertyNames())
        .containsExactly("name", "date", "machine", "figures", "ratios", "targets", "met");
    assertThat(json.get("name").stringValue()).isEqualTo("some");
    assertThat(json.get("date").stringValue()).isEqualTo("2026-11-22T10:15:30Z");
    assertThat(json.get("machine").get("cores").intValue()).isPositive();
    assertThat(json.get("figures").get("rate").doubleValue()).isEqualTo(20_000);
    assertThat(json.get("figures").get("rateRounds").size()).isEqualTo(3);
    assertThat(json.get("figures").get("load").doubleValue()).isEqualTo(1.5);
    assertThat(json.get("ratios").get("ofCeiling").doubleValue()).isEqualTo(0.5);
    assertThat(json.get("targets").get("ofCeiling").get("atLeast").doubleValue()).isEqualTo(0.5);
    assertThat(json.get("targets").get("ofCeiling").get("met").booleanValue()).isTrue();
    assertThat(json.get("targets").get("load").get("atMost").doubleValue()).isEqualTo(1);
    assertThat(json.get("targets").get("load").get("met").booleanValue()).isFalse();
    assertThat(json.get("met").booleanValue()).isFalse();
  }

  @Test
  void met_wantsEveryTarget() {
    assertThat(report().target("ofCeiling", Bound.AT_LEAST, 0.5).build().met()).isTrue();
    assertThat(
            report()
                .target("ofCeiling", Bound.AT_LEAST, 0.5)
                .target("rate", Bound.AT_LEAST, 20_001)
                .build()
                .met())
        .isFalse();
  }

  @Test
  void target_ofWhatWasNotMeasured_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report().target("elsewhere", Bound.AT_LEAST, 1))
        .withMessageContaining("elsewhere");
  }

  @Test
  void table_saysWhichTargetsAreNotMet() {
    BenchReport report =
        report()
            .target("ofCeiling", Bound.AT_LEAST, 0.5)
            .target("load", Bound.AT_MOST, 1.0)
            .build();
    assertThat(ReportTable.lines(report))
        .anyMatch(line -> line.matches(" +rate +20,000 +10,000 \\.\\. 30,000"))
        .anyMatch(line -> line.matches(" +ofCeiling +0\\.500 +at least 0\\.500: met"))
        .anyMatch(line -> line.matches(" +load +1\\.500 +at most 1\\.000: not met"));
  }
}
