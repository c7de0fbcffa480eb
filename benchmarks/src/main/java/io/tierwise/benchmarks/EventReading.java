package io.tierwise.benchmarks;

import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.terminal.Terminal;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@link EventReadingBenchmark} in forks of its own. */
final class EventReading implements MeasuredWork {
  private static final String PEER = "bareJacksonTree";

  private final Clock clock;

  EventReading(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "event-reading";
  }

  @Override
  public String description() {
    return "one event read and written, beside a bare Jackson tree of the same bytes (JMH)";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + EventReadingBenchmark.class.getSimpleName() + "\\.")
            .verbosity(wishes.quick() ? VerboseMode.SILENT : VerboseMode.NORMAL);
    if (wishes.quick()) {
      options
          .forks(1)
          .warmupIterations(1)
          .warmupTime(TimeValue.milliseconds(500))
          .measurementIterations(2)
          .measurementTime(TimeValue.milliseconds(500));
    }
    Map<String, Double> medians = new TreeMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      String method = result.getParams().getBenchmark();
      medians.put(
          method.substring(method.lastIndexOf('.') + 1),
          result.getPrimaryResult().getStatistics().getPercentile(50));
    }
    return report(medians);
  }

  /**
   * @param medians microseconds an event, by method
   */
  BenchReport report(Map<String, Double> medians) {
    double peer = Objects.requireNonNull(medians.get(PEER), "the peer ran");
    BenchReport.Builder report = BenchReport.of(name(), clock.instant());
    medians.forEach(
        (method, median) -> {
          report.figure(method + "Micros", median);
          if (!method.equals(PEER)) {
            report.ratio(method + "ToBareJacksonTree", median / peer);
          }
        });
    return report.build();
  }
}
