package io.tierwise.benchmarks.profile;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.profile.GrowthSizes.Scenario;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.terminal.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What an event costs the real profile-service and its PostgreSQL, fsync on, and how that grows
 * with users, with the ledger and with the partitions that a poll touches. There is no peer: each
 * size is compared with the others, on fresh data.
 */
public final class GrowthBenchmark implements MeasuredWork {
  private static final long SEED = 20_261_122;
  private static final Duration HISTORY = Duration.ofDays(30);

  private final Clock clock;

  public GrowthBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String description() {
    return "how the cost of an event grows with users, ledger and partitions; draws a chart";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws Exception {
    GrowthSizes sizes = GrowthSizes.of(wishes.quick());
    BenchReport.Builder report = BenchReport.of(name(), clock.instant());
    for (Scenario scenario : sizes.scenarios()) {
      measure(sizes, scenario, installation, terminal, report);
    }
    BenchReport measured = report.build();
    return report
        .ratio("manyToFewUsersCpu", cpu(measured, "many") / cpu(measured, "few"))
        .ratio("manyToFewUsersRate", rate(measured, "many") / rate(measured, "few"))
        .ratio("manyToOneMonthCpu", cpu(measured, "someMonths") / cpu(measured, "some"))
        .ratio("manyToOneMonthRate", rate(measured, "someMonths") / rate(measured, "some"))
        .build();
  }

  private void measure(
      GrowthSizes sizes,
      Scenario scenario,
      Installation installation,
      Terminal terminal,
      BenchReport.Builder report)
      throws Exception {
    StackSettings settings =
        BenchFolder.stack(installation, name(), ServiceSettings.named(ServiceSettings.PROFILE));
    Instant start = clock.instant().minus(HISTORY);
    SyntheticEvents events =
        new SyntheticEvents(
            SEED, scenario.users(), start, HISTORY.dividedBy(sizes.events()), scenario.months());
    try (Stack stack = Stack.start(settings);
        LedgerWatch ledger =
            new LedgerWatch(
                stack.jdbcUrl("profile"), stack.databaseUser(), stack.databasePassword());
        TopicWriter topic = new TopicWriter(stack.kafkaBootstrapServers())) {
      new GrowthMeasuring(sizes, scenario, ledger, terminal)
          .measure(
              new Drain(stack, ledger, topic, events::first),
              new Drain(stack, ledger, topic, events::event),
              report);
    }
    settings.emptyData();
  }

  @Override
  public String chart(BenchReport report) {
    return GrowthChart.of(report);
  }

  private static double cpu(BenchReport report, String scenario) {
    return report.figures().getOrDefault(scenario + ".serviceCpuMicrosPerEvent", Double.NaN)
        + report.figures().getOrDefault(scenario + ".postgresCpuMicrosPerEvent", Double.NaN);
  }

  private static double rate(BenchReport report, String scenario) {
    return report.figures().getOrDefault(scenario + ".eventsPerSecond", Double.NaN);
  }
}
