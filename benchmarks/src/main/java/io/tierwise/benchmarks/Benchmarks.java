package io.tierwise.benchmarks;

import io.tierwise.benchmarks.allocate.AllocateBenchmark;
import io.tierwise.benchmarks.analysis.AnalysisBenchmark;
import io.tierwise.benchmarks.clv.ClvBenchmark;
import io.tierwise.benchmarks.decide.DecideBenchmark;
import io.tierwise.benchmarks.imports.ImportBenchmark;
import io.tierwise.benchmarks.ingest.FreshnessBenchmark;
import io.tierwise.benchmarks.ingest.IngestBenchmark;
import io.tierwise.benchmarks.profile.GrowthBenchmark;
import io.tierwise.benchmarks.profile.ProfileBenchmark;
import io.tierwise.benchmarks.recommend.RecQualityBenchmark;
import io.tierwise.benchmarks.recommend.RecTrainBenchmark;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.ReportTable;
import io.tierwise.benchmarks.serve.ScaleBenchmark;
import io.tierwise.benchmarks.serve.ServeBenchmark;
import io.tierwise.benchmarks.tiering.TieringBenchmark;
import io.tierwise.launcher.bench.BenchmarkSuite;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code ./tierwise bench} offers. */
public final class Benchmarks implements BenchmarkSuite {
  private final List<MeasuredWork> all;

  public Benchmarks() {
    Clock clock = Clock.systemUTC();
    all =
        List.of(
            new IngestBenchmark(clock),
            new ImportBenchmark(clock),
            new ProfileBenchmark(clock),
            new GrowthBenchmark(clock),
            new AnalysisBenchmark(clock),
            new TieringBenchmark(clock),
            new ClvBenchmark(clock),
            new AllocateBenchmark(clock),
            new DecideBenchmark(clock),
            new ServeBenchmark(clock),
            new ScaleBenchmark(clock),
            new FreshnessBenchmark(clock),
            new RecQualityBenchmark(clock),
            new RecTrainBenchmark(clock),
            new EventReading(clock));
  }

  @Override
  public Map<String, String> descriptions() {
    Map<String, String> descriptions = new LinkedHashMap<>();
    all.forEach(work -> descriptions.put(work.name(), work.description()));
    return descriptions;
  }

  @Override
  public void run(String name, Wishes wishes, Installation installation, Terminal terminal)
      throws Exception {
    MeasuredWork work =
        all.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    BenchReport report = work.measure(wishes, installation, terminal);
    Path folder = BenchFolder.of(installation);
    Path file = folder.resolve(name + ".json");
    report.write(file);
    ReportTable.lines(report).forEach(terminal::line);
    terminal.line("Written to %s", file);
    String chart = work.chart(report);
    if (chart != null) {
      Path drawing = folder.resolve(name + ".svg");
      Files.writeString(drawing, chart);
      terminal.line("Drawn in %s", drawing);
    }
    if (wishes.quick()) {
      terminal.line("This was a quick run: it shows that the benchmark works, and no more.");
    }
  }
}
