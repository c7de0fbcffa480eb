package io.tierwise.benchmarks.imports;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.process.CpuTime;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * One file of a gigabyte through {@code POST /v1/imports}; then the same file again, with
 * ingest-service killed twice in the middle.
 */
public final class ImportBenchmark implements MeasuredWork {
  private static final long GIB = 1L << 30;
  private static final int KILLS = 2;

  private final Clock clock;

  public ImportBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "imports";
  }

  @Override
  public String description() {
    return "a gigabyte of events as one file, undisturbed and killed in between";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws Exception {
    // A restarted service waits for the lease of the one that was killed.
    ServiceSettings ingest =
        ServiceSettings.named(ServiceSettings.INGEST).with("TIERWISE_INGEST_IMPORTS_LEASE", "5s");
    StackSettings settings = BenchFolder.stack(installation, name(), ingest);
    Path path = Files.createDirectories(BenchFolder.of(installation)).resolve("imports.ndjson.gz");
    BenchReport report;
    try {
      HistoryFile file = HistoryFile.write(path, clock.instant(), wishes.quick() ? GIB / 16 : GIB);
      terminal.line(
          "%,d events, %,d MiB, gzip %,d MiB",
          file.events(), file.bytes() >> 20, Files.size(path) >> 20);
      try (Stack stack = Stack.start(settings)) {
        report = measure(stack, file, terminal);
      }
    } finally {
      Files.deleteIfExists(path);
    }
    settings.emptyData();
    return report;
  }

  private BenchReport measure(Stack stack, HistoryFile file, Terminal terminal) throws Exception {
    TopicCount topic = new TopicCount(stack.kafkaBootstrapServers());
    RunningImport whole = RunningImport.begin(stack, file.path());
    double cpuBefore = cpuSeconds(stack, ServiceSettings.INGEST);
    double brokerBefore = cpuSeconds(stack, "kafka");
    whole.until(1);
    double cpu = cpuSeconds(stack, ServiceSettings.INGEST) - cpuBefore;
    double brokerCpu = cpuSeconds(stack, "kafka") - brokerBefore;
    double seconds = whole.busySeconds();
    double memory = RunningImport.mostMemoryMiB(stack);
    TopicCount.Counted once = topic.next();
    terminal.line("Undisturbed: %,.0f events/s", file.events() / seconds);

    RunningImport killed = RunningImport.begin(stack, file.path());
    int kills = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      killed.until(kill / (KILLS + 1.0));
      kills += killed.isRunning() ? 1 : 0;
      stack.kill(ServiceSettings.INGEST);
      stack.start(ServiceSettings.INGEST);
    }
    killed.until(1);
    TopicCount.Counted again = topic.next();
    return BenchReport.of(name(), clock.instant())
        .figure("mebibytes", file.bytes() / (double) (1 << 20))
        .figure("gzipMebibytes", Files.size(file.path()) / (double) (1 << 20))
        .figure("events", (double) file.events())
        .figure("seconds", seconds)
        .figure("uploadSeconds", whole.uploadSeconds())
        .figure("eventsPerSecond", file.events() / seconds)
        .figure("mebibytesPerSecond", file.bytes() / seconds / (1 << 20))
        .figure("serviceCpuMicrosPerEvent", 1e6 * cpu / file.events())
        .figure("brokerCpuMicrosPerEvent", 1e6 * brokerCpu / file.events())
        .figure("mostHeapMiB", whole.mostHeapMiB())
        .figure("mostMemoryMiB", memory)
        .figure("lost", (double) (file.events() - once.different()))
        .figure("kills", kills)
        .figure("killedSecondsOfWork", killed.busySeconds())
        .figure("killedCountedTwice", (double) (killed.accepted() - file.events()))
        .figure("killedSentTwice", (double) (again.all() - again.different()))
        .figure("killedLost", (double) (file.events() - again.different()))
        .target("lost", Bound.AT_MOST, 0)
        .target("killedCountedTwice", Bound.AT_MOST, 0)
        .target("killedLost", Bound.AT_MOST, 0)
        .build();
  }

  private static double cpuSeconds(Stack stack, String part) {
    return CpuTime.of(stack.process(part).orElseThrow()).toNanos() / 1e9;
  }
}
