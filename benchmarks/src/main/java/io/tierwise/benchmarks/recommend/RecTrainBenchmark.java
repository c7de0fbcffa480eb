package io.tierwise.benchmarks.recommend;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.terminal.Terminal;
import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.EaseTrainer;
import io.tierwise.recommend.model.EaseWeights;
import io.tierwise.recommend.model.ItemKnnTrainer;
import io.tierwise.recommend.model.ItemNeighborhood;
import io.tierwise.recommend.model.MemoryBound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How fast models are fitted: implicit ALS on Gowalla beside Spark's MLlib, EASE beside LAPACK by
 * scipy in the same precision, and the neighbours of item k-NN for a large shop. One round each:
 * the fits of EASE take minutes.
 */
public final class RecTrainBenchmark implements MeasuredWork {
  private static final double NANOS = 1e9;
  private static final double RIDGE = 80;
  private static final int ALL = 100_000;

  /** Every so many users: a full ranking takes scipy longer than the fit. */
  private static final int RANKED_BY_THE_PEER = 8;

  private static final int QUICK_USERS = 300;
  private static final int SHOP_USERS = 1_000_000;
  private static final int SHOP_ITEMS = 50_000;
  private static final int DEEDS_PER_USER = 20;

  private final Clock clock;

  public RecTrainBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "rec-train";
  }

  @Override
  public String description() {
    return "ALS beside Spark and EASE beside scipy on Gowalla (--data DIR); neighbours for a million users";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws IOException, InterruptedException {
    BenchReport.Builder report = BenchReport.of(name(), clock.instant());
    neighbours(wishes.quick() ? SHOP_USERS / 50 : SHOP_USERS, report, terminal);
    Path folder = wishes.data();
    Optional<PublicData> gowalla =
        folder == null ? Optional.empty() : new PublicDataSets(folder).gowalla();
    if (gowalla.isEmpty()) {
      terminal.line(
          "ALS and EASE need Gowalla: --data DIR, with DIR/gowalla/train.txt.gz and test.txt.gz");
      return report.build();
    }
    PublicData data = wishes.quick() ? firstUsers(gowalla.get()) : gowalla.get();
    Path work = BenchFolder.of(installation).resolve("rec-train");
    Path rows = PeerRows.write(Files.createDirectories(work).resolve("rows.bin"), data);
    AlsRace.run(data, rows, work.resolve("spark"), report, terminal);
    ease(data, EasePeer.of(work, rows), report, terminal);
    return report.build();
  }

  private static void ease(
      PublicData data, EasePeer peer, BenchReport.Builder report, Terminal terminal)
      throws IOException, InterruptedException {
    terminal.line("EASE in plain Java, on the side of %d users", data.train().users());
    long from = System.nanoTime();
    EaseWeights weights =
        new EaseTrainer(new EaseTrainer.Parameters(RIDGE, 1, ALL), data.weights(), MemoryBound.NONE)
            .exact(data.train());
    double seconds = (System.nanoTime() - from) / NANOS;
    int side = Math.min(data.train().users(), data.train().items());
    RankedScores.Scorer scorer = (user, to) -> weights.scores(user, to, new float[side]);
    double recall = RankedScores.mean(data, scorer, ListMetric.RECALL);
    double ndcg = RankedScores.mean(data, scorer, ListMetric.NDCG);
    report
        .figure("easeSeconds", seconds)
        .figure("easeRecallAt20", recall)
        .figure("easeNdcgAt20", ndcg);
    terminal.line(
        "  %.1f s; EASE by scipy, on the side of %d items", seconds, data.train().items());
    Optional<EasePeer.Fit> fit = peer.fit(RIDGE, RANKED_BY_THE_PEER);
    if (fit.isEmpty()) {
      terminal.line("  not measured: scipy, or the memory or time for it is missing");
      return;
    }
    terminal.line("  %.1f s", fit.get().seconds());
    report
        .figure("scipySeconds", fit.get().seconds())
        .ratio("easeFasterThanScipy", fit.get().seconds() / seconds)
        .target("easeFasterThanScipy", Bound.AT_LEAST, 2.5);
    EasePeer.Ranking theirs = fit.get().ranking();
    if (theirs == null) {
      terminal.line("  its ranking took too long");
      return;
    }
    PublicData sample = everyUser(data, RANKED_BY_THE_PEER);
    double sampleRecall = RankedScores.mean(sample, scorer, ListMetric.RECALL);
    double sampleNdcg = RankedScores.mean(sample, scorer, ListMetric.NDCG);
    report
        .figure("easeOfThemRecallAt20", sampleRecall)
        .figure("easeOfThemNdcgAt20", sampleNdcg)
        .figure("scipyRecallAt20", theirs.recallAt20())
        .figure("scipyNdcgAt20", theirs.ndcgAt20())
        .figure("recallApartFromScipy", Math.abs(sampleRecall - theirs.recallAt20()))
        .figure("ndcgApartFromScipy", Math.abs(sampleNdcg - theirs.ndcgAt20()))
        .target("recallApartFromScipy", Bound.AT_MOST, 1e-4)
        .target("ndcgApartFromScipy", Bound.AT_MOST, 1e-4);
  }

  private static PublicData everyUser(PublicData data, int step) {
    List<TimeSplit.Case> cases =
        data.cases().stream().filter(test -> test.user() % step == 0).toList();
    return new PublicData(data.name(), data.train(), cases, data.weights());
  }

  /** Of the whole training data, the first users and the items that they touched. */
  private static PublicData firstUsers(PublicData data) {
    InteractionLog log = data.train();
    InteractionLog.Builder some = new InteractionLog.Builder();
    int users = Math.min(QUICK_USERS, log.users());
    for (int user = 0; user < users; user++) {
      for (int row = log.start(user); row < log.end(user); row++) {
        some.add("" + user, log.itemIds().get(log.item(row)), log.kind(row), 0, 0, "");
      }
    }
    return ValidationSplit.of(
        new PublicData(data.name(), some.build(), List.of(), data.weights()), users, 1);
  }

  /** Items by a power law, users with likings for a part of them. */
  private static void neighbours(int users, BenchReport.Builder report, Terminal terminal) {
    terminal.line("neighbours for %,d users of %,d items", users, SHOP_ITEMS);
    SplittableRandom random = new SplittableRandom(20261122);
    InteractionLog.Builder builder = new InteractionLog.Builder();
    String[] items = new String[SHOP_ITEMS];
    for (int item = 0; item < SHOP_ITEMS; item++) {
      items[item] = "item-" + item;
    }
    for (int user = 0; user < users; user++) {
      String id = "u" + user;
      int taste = random.nextInt(SHOP_ITEMS);
      for (int deed = 0; deed < DEEDS_PER_USER; deed++) {
        double depth = Math.pow(random.nextDouble(), 3) * SHOP_ITEMS;
        int item = (int) (deed % 2 == 0 ? depth : (taste + depth / 50) % SHOP_ITEMS);
        builder.add(id, items[item], (byte) 1, deed, 0, "");
      }
    }
    InteractionLog log = builder.build();
    long from = System.nanoTime();
    ItemNeighborhood found =
        new ItemKnnTrainer(ItemKnnTrainer.Parameters.DEFAULT, StrengthWeights.DEFAULT).fit(log);
    report
        .figure("neighboursInteractions", log.rows())
        .figure("neighboursItems", found.items())
        .figure("neighboursSeconds", (System.nanoTime() - from) / NANOS);
  }
}
