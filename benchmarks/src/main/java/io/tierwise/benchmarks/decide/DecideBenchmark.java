package io.tierwise.benchmarks.decide;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.Rounds;
import io.tierwise.benchmarks.process.CpuTime;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Runs;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.benchmarks.serve.Wrk;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.terminal.Terminal;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Decisions for random users over HTTP: the service with its database as they are deployed, over a
 * few connections and then over a hundred; then every limit is checked in the database.
 */
public final class DecideBenchmark implements MeasuredWork {
  private static final Wrk.Requests DECISIONS =
      new Wrk.Requests(
          List.of("POST /v1/decisions {\"userId\":\"{user}\",\"placement\":\"home\"}"),
          "\"offerId\":\"");
  private static final int LIGHT_CONNECTIONS = 4;
  private static final int CONNECTIONS = 100;

  private final Clock clock;

  public DecideBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "decide";
  }

  @Override
  public String description() {
    return "decisions over HTTP under every limit, and whether one was breached (wrk)";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws Exception {
    if (!Wrk.isInstalled()) {
      throw new IllegalStateException("wrk is not installed (apt install wrk)");
    }
    int users = wishes.quick() ? 2_000 : 200_000;
    Duration time = Duration.ofSeconds(wishes.quick() ? 3 : 10);
    StackSettings settings =
        BenchFolder.stack(installation, name(), ServiceSettings.named(ServiceSettings.CAMPAIGN));
    BenchReport report;
    try (Stack stack = Stack.start(settings);
        HttpClient http = HttpClient.newHttpClient();
        Connection database =
            DriverManager.getConnection(
                stack.jdbcUrl("campaign"), stack.databaseUser(), stack.databasePassword())) {
      LimitedShop shop = new LimitedShop(http, stack.url(ServiceSettings.CAMPAIGN), database);
      shop.fill(users);
      report =
          measured(stack, shop, Wrk.in(settings.data(), users, 0), time, wishes.quick(), terminal);
    }
    settings.emptyData();
    return report;
  }

  private BenchReport measured(
      Stack stack, LimitedShop shop, Wrk wrk, Duration time, boolean quick, Terminal terminal)
      throws Exception {
    Load light = new Load(stack, shop, wrk, time, LIGHT_CONNECTIONS);
    Load heavy = new Load(stack, shop, wrk, time, CONNECTIONS);
    for (int round = -1; round < Rounds.of(quick); round++) {
      light.run(round >= 0, terminal); // The first one warms up.
      heavy.run(round >= 0, terminal);
      shop.analyze();
    }
    Map<String, Long> breaches = shop.breaches();
    BenchReport.Builder report = BenchReport.of(name(), clock.instant());
    light.report(report, "light");
    heavy.report(report, "crowd");
    report.figure("contacts", shop.contacts()).figure("limitsThatBound", shop.limitsThatBound());
    breaches.forEach((limit, times) -> report.figure("breaches." + limit, times));
    return report
        .figure("breaches", breaches.values().stream().mapToLong(times -> times).sum())
        .figure("failed", light.failed + heavy.failed)
        .target("lightP99Millis", Bound.AT_MOST, 10)
        .target("breaches", Bound.AT_MOST, 0)
        .target("failed", Bound.AT_MOST, 0)
        .build();
  }

  /** Rounds over some connections. */
  private static final class Load {
    private final Stack stack;
    private final LimitedShop shop;
    private final Wrk wrk;
    private final Duration time;
    private final int connections;
    private final Runs perSecond = new Runs();
    private final Runs p50 = new Runs();
    private final Runs p99 = new Runs();
    private final Runs offered = new Runs();
    private final Runs made = new Runs();
    private final Runs serviceCpu = new Runs();
    private final Runs databaseCpu = new Runs();
    private final Runs commits = new Runs();
    private long failed;

    Load(Stack stack, LimitedShop shop, Wrk wrk, Duration time, int connections) {
      this.stack = stack;
      this.shop = shop;
      this.wrk = wrk;
      this.time = time;
      this.connections = connections;
    }

    void run(boolean counts, Terminal terminal) throws Exception {
      ProcessHandle service = stack.process(ServiceSettings.CAMPAIGN).orElseThrow();
      ProcessHandle postgres = stack.process("postgres").orElseThrow();
      Duration serviceBefore = CpuTime.of(service);
      Duration postgresBefore = CpuTime.ofTree(postgres);
      long contactsBefore = shop.contacts();
      long commitsBefore = shop.commits();
      Wrk.Result result =
          wrk.run(stack.url(ServiceSettings.CAMPAIGN), DECISIONS, connections, time);
      terminal.line(
          "%d connections: %,.0f decisions/s, p50 %.1f ms, p99 %.1f ms, %.0f %% with an offer",
          connections,
          result.perSecond(),
          result.p50() / 1e3,
          result.p99() / 1e3,
          100.0 * (result.requests() - result.empty()) / result.requests());
      failed += result.refused() + result.broken();
      if (counts) {
        double decisions = result.requests();
        perSecond.add(result.perSecond());
        p50.add(result.p50() / 1e3);
        p99.add(result.p99() / 1e3);
        offered.add((decisions - result.empty()) / decisions);
        made.add((shop.contacts() - contactsBefore) / decisions);
        serviceCpu.add(CpuTime.of(service).minus(serviceBefore).toNanos() / 1e3 / decisions);
        databaseCpu.add(CpuTime.ofTree(postgres).minus(postgresBefore).toNanos() / 1e3 / decisions);
        commits.add((shop.commits() - commitsBefore) / decisions);
      }
    }

    void report(BenchReport.Builder report, String prefix) {
      report
          .figure(prefix + "Connections", connections)
          .figure(prefix + "DecisionsPerSecond", perSecond)
          .figure(prefix + "P50Millis", p50)
          .figure(prefix + "P99Millis", p99)
          .figure(prefix + "ShareWithOffer", offered)
          .figure(prefix + "ContactsMadePerDecision", made)
          .figure(prefix + "ServiceCpuMicros", serviceCpu)
          .figure(prefix + "DatabaseCpuMicros", databaseCpu)
          .figure(prefix + "TransactionsPerDecision", commits);
    }
  }
}
