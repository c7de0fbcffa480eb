package io.tierwise.benchmarks.serve;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.Rounds;
import io.tierwise.benchmarks.profile.TopicWriter;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Runs;
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

/**
 * Recommendations for random users over HTTP, in turn with the ceiling; then all made anew; then at
 * half of that rate; then all lists of all strategies and placements while models are trained and
 * swapped. Before each round every second user clicks an item.
 */
public final class ServeBenchmark implements MeasuredWork {
  private static final Wrk.Requests SERVED =
      Wrk.Requests.lists(List.of("/v1/users/{user}/recommendations"));

  /** A condition that nothing fails: such lists are made anew for every request. */
  private static final Wrk.Requests MADE_ANEW =
      Wrk.Requests.lists(List.of("/v1/users/{user}/recommendations?exclude=none"));

  private static final Wrk.Requests CEILING = Wrk.Requests.lists(List.of("/ceiling/{user}"));
  private static final int WARM_UP = 2;
  private static final int CONNECTIONS = 32;
  private static final int PACED_CONNECTIONS = 64;

  private final Clock clock;

  public ServeBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "rec-serve";
  }

  @Override
  public String description() {
    return "recommendations over HTTP beside the same bytes from memory (wrk)";
  }

  private record Sizes(int users, int items, Duration time) {
    static Sizes of(boolean quick) {
      return quick
          ? new Sizes(5_000, 2_000, Duration.ofSeconds(3))
          : new Sizes(100_000, 20_000, Duration.ofSeconds(10));
    }
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws Exception {
    if (!Wrk.isInstalled()) {
      throw new IllegalStateException("wrk is not installed (apt install wrk)");
    }
    Sizes sizes = Sizes.of(wishes.quick());
    StackSettings settings = BenchFolder.stack(installation, name());
    Path folder = settings.data();
    BenchReport report;
    try (Stack stack = Stack.start(settings)) {
      ServingShop shop = ServingShop.create(stack, "serving");
      Path log = folder.resolve("serving.log");
      Server.Settings service = new Server.Settings(1_024, sizes.users(), 50L * sizes.users());
      Server.start(installation, stack, shop, service, log).close();
      shop.fill(sizes.users(), sizes.items());
      try (Server server = Server.start(installation, stack, shop, service, log);
          TopicWriter topic = new TopicWriter(stack.kafkaBootstrapServers())) {
        FreshClicks clicks = new FreshClicks(topic, shop, sizes.users(), sizes.items(), clock);
        Wrk wrk = Wrk.in(folder, sizes.users(), sizes.items());
        report = measured(server, clicks, wrk, sizes, Rounds.of(wishes.quick()), terminal);
      }
    }
    settings.emptyData();
    return report;
  }

  private BenchReport measured(
      Server server, FreshClicks clicks, Wrk wrk, Sizes sizes, int rounds, Terminal terminal)
      throws Exception {
    Server.Trained trained = server.train(Lists.ALGORITHMS);
    server.awaitServed(trained);
    server.put("/ceiling", server.get("/v1/users/u1/recommendations").body());
    terminal.line("trained in %.1f s", trained.seconds());
    Lists.put(server);
    server.readHistories(sizes.users());
    Runs ours = new Runs();
    Runs ceiling = new Runs();
    Runs ourCpu = new Runs();
    Runs ceilingCpu = new Runs();
    Runs p99 = new Runs();
    Runs kept = new Runs();
    long failed = 0;
    for (int round = -WARM_UP; round < rounds; round++) {
      clicks.send();
      double keptBefore = server.keptAnswers();
      double before = server.cpuSeconds();
      Wrk.Result served = wrk.run(server.url(), SERVED, CONNECTIONS, sizes.time());
      double between = server.cpuSeconds();
      Wrk.Result bare = wrk.run(server.url(), CEILING, CONNECTIONS, sizes.time());
      double after = server.cpuSeconds();
      failed += served.failed();
      terminal.line("%,.0f requests/s of %,.0f", served.perSecond(), bare.perSecond());
      if (round >= 0) { // The first ones warm up.
        ours.add(served.perSecond());
        ceiling.add(bare.perSecond());
        ourCpu.add(1e6 * (between - before) / served.requests());
        ceilingCpu.add(1e6 * (after - between) / bare.requests());
        p99.add(served.p99() / 1e3);
        kept.add((server.keptAnswers() - keptBefore) / served.requests());
      }
    }
    clicks.send();
    double before = server.cpuSeconds();
    Wrk.Result anew = wrk.run(server.url(), MADE_ANEW, CONNECTIONS, sizes.time());
    double anewCpu = 1e6 * (server.cpuSeconds() - before) / anew.requests();
    terminal.line("all lists made anew: %,.0f requests/s", anew.perSecond());
    Wrk.Result half =
        wrk.paced(server.url(), SERVED, PACED_CONNECTIONS, sizes.time(), ours.median() / 2);
    terminal.line("half load: %,.0f requests/s, p99 %.1f ms", half.perSecond(), half.p99() / 1e3);
    Swapping swapping = Swapping.run(server, wrk, sizes.time().multipliedBy(6));
    terminal.line("%d models went live under load", swapping.swaps());
    return BenchReport.of(name(), clock.instant())
        .figure("users", sizes.users())
        .figure("items", sizes.items())
        .figure("trainingSeconds", trained.seconds())
        .figure("requestsPerSecond", ours)
        .figure("ceilingRequestsPerSecond", ceiling)
        .figure("cpuMicrosPerRequest", ourCpu)
        .figure("ceilingCpuMicrosPerRequest", ceilingCpu)
        .figure("p99Millis", p99)
        .figure("keptShare", kept)
        .figure("madeAnewRequestsPerSecond", anew.perSecond())
        .figure("madeAnewCpuMicrosPerRequest", anewCpu)
        .figure("halfLoadRequestsPerSecond", half.perSecond())
        .figure("halfLoadP50Millis", half.p50() / 1e3)
        .figure("halfLoadP99Millis", half.p99() / 1e3)
        .figure("swaps", swapping.swaps())
        .figure("whileTrainingRequestsPerSecond", swapping.load().perSecond())
        .figure("whileTrainingP99Millis", swapping.load().p99() / 1e3)
        .figure("failedOrEmpty", failed + anew.failed() + half.failed() + swapping.load().failed())
        .ratio("ofCeiling", ours, ceiling)
        .target("ofCeiling", Bound.AT_LEAST, 0.7)
        .target("halfLoadP99Millis", Bound.AT_MOST, 5)
        .target("swaps", Bound.AT_LEAST, 1)
        .target("failedOrEmpty", Bound.AT_MOST, 0)
        .build();
  }
}
