package io.tierwise.benchmarks.ingest;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Latencies;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.stack.StackSettings.ExternalPostgres;
import io.tierwise.launcher.terminal.Terminal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * How long it takes from a request at the front door until an answer of recommend-service shows it:
 * a click, a new item, an item that is sold out; a click also until a second instance shows it. One
 * at a time, while other events arrive.
 */
public final class FreshnessBenchmark implements MeasuredWork {
  private static final int BACKGROUND_PER_SECOND = 500;
  private static final int CONNECTIONS = 4;

  private final Clock clock;

  public FreshnessBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "freshness";
  }

  @Override
  public String description() {
    return "from a click, a new item or a sold-out one over HTTP to the recommendation";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws Exception {
    int probes = wishes.quick() ? 30 : 300;
    Duration longest = Duration.ofSeconds(wishes.quick() ? 90 : 300);
    int before = wishes.quick() ? 100 : 300;
    int meanwhile = (int) longest.toSeconds() * BACKGROUND_PER_SECOND / SegmentTraffic.BATCH;
    List<byte[]> batches = SegmentTraffic.generate(clock.instant(), before + meanwhile).batches();
    StackSettings settings =
        BenchFolder.stack(
            installation,
            name(),
            ServiceSettings.named(ServiceSettings.INGEST),
            ServiceSettings.named(ServiceSettings.RECOMMEND));
    BenchReport report;
    try (Stack stack = Stack.start(settings)) {
      URI door = stack.url(ServiceSettings.INGEST);
      Probe probe =
          new Probe(door, stack.url(ServiceSettings.RECOMMEND), ServiceSettings.LOCAL_WRITE_KEY);
      load(door, batches.subList(0, before)).asFastAsPossible(CONNECTIONS, Duration.ofSeconds(10));
      probe.train();
      HttpLoad others = load(door, batches.subList(before, batches.size()));
      FutureTask<HttpLoad.Outcome> load =
          new FutureTask<>(
              () ->
                  others.paced(
                      CONNECTIONS, longest, (double) BACKGROUND_PER_SECOND / SegmentTraffic.BATCH));
      Thread background = Thread.ofVirtual().start(load);
      try {
        report = measured(probe, probes, settings, stack, terminal);
        if (load.isDone()) {
          throw new IllegalStateException("the other events ended before the probes");
        }
      } finally {
        background.interrupt();
      }
    }
    settings.emptyData();
    return report;
  }

  private static HttpLoad load(URI door, List<byte[]> batches) {
    return new HttpLoad(
        door, "/v1/batch", ServiceSettings.LOCAL_WRITE_KEY, batches, SegmentTraffic.BATCH);
  }

  private BenchReport measured(
      Probe probe, int probes, StackSettings settings, Stack stack, Terminal terminal)
      throws Exception {
    Latencies clicks = new Latencies();
    Latencies newItems = new Latencies();
    Latencies soldOut = new Latencies();
    for (int i = -probes / 5; i < probes; i++) {
      long click = probe.click(i);
      long newItem = probe.newItem(i);
      long gone = probe.soldOut(i);
      if (i >= 0) { // The first ones warm up.
        clicks.add(click);
        newItems.add(newItem);
        soldOut.add(gone);
      }
    }
    Latencies clicksEverywhere = new Latencies();
    try (Stack second = Stack.start(besides(settings, stack))) {
      probe.alsoAsk(second.url(ServiceSettings.RECOMMEND));
      for (int i = -probes / 5; i < probes; i++) {
        long click = probe.click(2 * probes + i);
        if (i >= 0) {
          clicksEverywhere.add(click);
        }
      }
    }
    terminal.line("%d probes of each kind", probes);
    BenchReport.Builder report =
        BenchReport.of(name(), clock.instant())
            .figure("probes", probes)
            .figure("backgroundEventsPerSecond", BACKGROUND_PER_SECOND);
    figures("click", clicks, report);
    figures("clickEverywhere", clicksEverywhere, report);
    figures("newItem", newItems, report);
    figures("soldOut", soldOut, report);
    return report
        .target("clickP95Millis", Bound.AT_MOST, 1_000)
        .target("clickEverywhereP95Millis", Bound.AT_MOST, 1_000)
        .build();
  }

  /** Another recommend-service on the same database and broker. */
  private static StackSettings besides(StackSettings settings, Stack stack) {
    String url = stack.jdbcUrl("postgres");
    ExternalPostgres postgres =
        ExternalPostgres.of(
            url.substring(0, url.lastIndexOf('/')), stack.databaseUser(), stack.databasePassword());
    return StackSettings.local(
            settings.installation(), settings.data().resolveSibling("data-freshness-second"))
        .onFreePorts()
        .withServices(List.of(ServiceSettings.named(ServiceSettings.RECOMMEND)))
        .withPostgres(postgres)
        .withKafka(stack.kafkaBootstrapServers());
  }

  private static void figures(String name, Latencies times, BenchReport.Builder report) {
    report
        .figure(name + "P50Millis", times.percentile(0.5))
        .figure(name + "P95Millis", times.percentile(0.95))
        .figure(name + "P99Millis", times.percentile(0.99));
  }
}
