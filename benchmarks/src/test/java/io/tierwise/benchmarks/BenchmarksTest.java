package io.tierwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.launcher.bench.BenchmarkSuite;
import io.tierwise.launcher.command.BenchCommand;
import java.time.Clock;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The benchmarks as the command line meets them. */
class BenchmarksTest {
  @Test
  void suite_isFound_andHelpNamesEveryBenchmark() {
    BenchmarkSuite suite = ServiceLoader.load(BenchmarkSuite.class).findFirst().orElseThrow();
    assertThat(suite.descriptions())
        .containsOnlyKeys(
            "ingest",
            "imports",
            "profile",
            "growth",
            "analysis",
            "tiering",
            "clv",
            "allocate",
            "decide",
            "rec-serve",
            "rec-scale",
            "freshness",
            "rec-quality",
            "rec-train",
            "event-reading");
    String help = new CommandLine(new BenchCommand()).getUsageMessage();
    suite.descriptions().keySet().forEach(name -> assertThat(help).contains("  " + name + " "));
  }

  @Test
  void eventReading_isComparedWithItsPeer() {
    BenchReport report =
        new EventReading(Clock.systemUTC())
            .report(Map.of("bareJacksonTree", 2.0, "read", 5.0, "readAndWrite", 8.0));
    assertThat(report.ratios())
        .containsOnly(
            Map.entry("readToBareJacksonTree", 2.5),
            Map.entry("readAndWriteToBareJacksonTree", 4.0));
    assertThat(report.figures()).containsEntry("bareJacksonTreeMicros", 2.0);
  }
}
