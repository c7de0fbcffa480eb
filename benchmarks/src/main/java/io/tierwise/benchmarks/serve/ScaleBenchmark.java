package io.tierwise.benchmarks.serve;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.terminal.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A large shop in the real service with a heap of its own: training jobs, what they take, a
 * restart, and answers after it. One round: it is about sizes.
 */
public final class ScaleBenchmark implements MeasuredWork {
  private static final int HEAP_MIB = 2_048;
  private static final List<String> USUAL = List.of("popularity", "trending", "item-knn");
  private static final List<String> MORE =
      List.of("popularity", "trending", "item-knn", "next-item", "content");
  private static final List<String> HEAVY = List.of("popularity", "linear-filter");

  private final Clock clock;

  public ScaleBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "rec-scale";
  }

  @Override
  public String description() {
    return "training, memory and restart with 1,000,000 users, 50,000 items, 20,000,000 deeds";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws Exception {
    LargeShop large =
        wishes.quick() ? new LargeShop(20_000, 5_000, 20) : new LargeShop(1_000_000, 50_000, 20);
    StackSettings settings = BenchFolder.stack(installation, name());
    Path folder = settings.data();
    BenchReport.Builder report =
        BenchReport.of(name(), clock.instant())
            .figure("users", large.users())
            .figure("items", large.items())
            .figure("heapMiB", HEAP_MIB);
    try (Stack stack = Stack.start(settings)) {
      ServingShop shop = ServingShop.create(stack, "scale");
      Path log = folder.resolve("scale.log");
      Server.Settings service = new Server.Settings(HEAP_MIB, 20_000, 2_000_000);
      Server.start(installation, stack, shop, service, log).close();
      long begin = System.nanoTime();
      large.fill(shop);
      terminal.line("%,d deeds written in %.0f s", shop.interactions(), seconds(begin));
      report
          .figure("interactions", shop.interactions())
          .figure("databaseBytesPerInteraction", shop.bytesPerInteraction());
      begin = System.nanoTime();
      try (Server server = Server.start(installation, stack, shop, service, log)) {
        report.figure("firstStartSeconds", seconds(begin));
        train("neighbours", USUAL, server, report, terminal);
        train("five", MORE, server, report, terminal);
        train("filter", HEAVY, server, report, terminal);
        if (!wishes.quick()) { // A small one fits.
          train("ease", List.of("popularity", "ease"), server, report, terminal);
        }
      }
      begin = System.nanoTime();
      try (Server server = Server.start(installation, stack, shop, service, log)) {
        report.figure("restartSeconds", seconds(begin));
        terminal.line("restarted in %.1f s", seconds(begin));
        Lists.put(server);
        Wrk wrk = Wrk.in(folder, large.users(), large.items());
        Wrk.Result answers = wrk.run(server.url(), Lists.ALL, 8, Duration.ofSeconds(15));
        report
            .figure("answersPerSecond", answers.perSecond())
            .figure("answersP50Millis", answers.p50() / 1e3)
            .figure("answersP99Millis", answers.p99() / 1e3)
            .figure("failedOrEmpty", answers.failed())
            .figure("servingMemoryMiB", server.mostMemoryMiB())
            .target("failedOrEmpty", Bound.AT_MOST, 0);
      }
    }
    settings.emptyData();
    return report.build();
  }

  /** What cannot be fitted in the heap has to say so, and the service has to go on. */
  private static void train(
      String name,
      List<String> algorithms,
      Server server,
      BenchReport.Builder report,
      Terminal terminal)
      throws Exception {
    double cpu = server.cpuSeconds();
    Server.Trained trained;
    try {
      trained = server.train(algorithms);
    } catch (Server.TrainingFailed e) {
      report.figure(name + "Refused", 1);
      terminal.line("%s was refused: %s", algorithms, String.valueOf(e.getMessage()));
      return;
    }
    JsonNode facts = trained.run().get("timings");
    report
        .figure(name + "Seconds", trained.seconds())
        .figure(name + "CpuSeconds", server.cpuSeconds() - cpu)
        .figure(name + "LoadSeconds", facts.get("loadMillis").doubleValue() / 1e3)
        .figure(name + "EvaluateSeconds", facts.get("evaluateMillis").doubleValue() / 1e3)
        .figure(name + "FitSeconds", facts.get("fitMillis").doubleValue() / 1e3)
        .figure(name + "MostHeapMiB", trained.mostHeapMiB())
        .figure(name + "MostMemoryMiB", server.mostMemoryMiB());
    terminal.line(
        "%s: %.1f s, at most %.0f MiB of heap, %s",
        algorithms, trained.seconds(), trained.mostHeapMiB(), facts);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
