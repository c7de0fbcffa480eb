package io.tierwise.benchmarks.tiering;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.Rounds;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.terminal.Terminal;
import java.time.Clock;
import java.util.Map;

/**
 * From the features of a million customers to their tiers on the topic, through the real
 * segmentation-service with a heap of 1 GiB and its PostgreSQL, fsync on; the same for fewer; and
 * k-means alone beside Smile and scikit-learn on the same rows.
 */
public final class TieringBenchmark implements MeasuredWork {
  private static final long SEED = 20_261_122;
  private static final int HEAP_MIB = 1024;
  private static final int CUSTOMERS = 1_000_000;
  private static final int QUICK_CUSTOMERS = 20_000;

  private final Clock clock;

  public TieringBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "tiering";
  }

  @Override
  public String description() {
    return "tiers of 1,000,000 customers in 1 GiB of heap; k-means beside Smile and scikit-learn";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws Exception {
    int customers = wishes.quick() ? QUICK_CUSTOMERS : CUSTOMERS;
    StackSettings settings =
        BenchFolder.stack(
            installation,
            name(),
            new ServiceSettings(
                ServiceSettings.SEGMENTATION, 8083, "segmentation", HEAP_MIB, 2, true, Map.of()));
    BenchReport.Builder report =
        BenchReport.of(name(), clock.instant()).figure("heapMiB", HEAP_MIB);
    try (Stack stack = Stack.start(settings);
        FeatureRows rows =
            new FeatureRows(
                stack.jdbcUrl("segmentation"), stack.databaseUser(), stack.databasePassword());
        RunClient client = new RunClient(stack.url(ServiceSettings.SEGMENTATION));
        TopicCount topic = new TopicCount(stack.kafkaBootstrapServers())) {
      WholeRun whole = new WholeRun(stack, rows, client, topic, clock, terminal);
      // Smaller shops first: they warm up the service, and their figures show how it grows.
      for (int size : new int[] {customers / 100, customers / 10}) {
        SyntheticShop shop = SyntheticShop.of(size, SEED);
        whole.measure(shop, 1);
        whole.measured(shop, Rounds.of(wishes.quick()), report, Integer.toString(size) + ".");
      }
      whole.measured(SyntheticShop.of(customers, SEED), Rounds.of(wishes.quick()), report, "");
    }
    settings.emptyData();
    KMeansMeasuring kMeans = new KMeansMeasuring(SyntheticShop.of(customers, SEED).rfm());
    kMeans.measure(
        Rounds.of(wishes.quick()), BenchFolder.of(installation).resolve("tiering"), terminal);
    kMeans.report(report);
    return report.target("wholeSeconds", Bound.AT_MOST, 60).build();
  }
}
