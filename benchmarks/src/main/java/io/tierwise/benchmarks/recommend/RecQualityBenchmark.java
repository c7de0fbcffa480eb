package io.tierwise.benchmarks.recommend;

import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.process.CpuTime;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.terminal.Terminal;
import io.tierwise.recommend.evaluation.FullRankingEvaluation;
import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.evaluation.RankedLists;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.Recommender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How well the models rank on public data, beside popularity and what others published. The whole
 * catalogue is ranked, and parameters are chosen on a part of the training data: by {@link Tuning},
 * or once and for all for Gowalla ({@link QualityModels}). What is bounded is bounded in work, not
 * in time: the figures are the same on a busy machine.
 */
public final class RecQualityBenchmark implements MeasuredWork {
  private static final double NANOS = 1e9;

  private final Clock clock;

  public RecQualityBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "rec-quality";
  }

  @Override
  public String description() {
    return "how well models rank: Gowalla, Online Retail, Retailrocket, MovieLens (--data DIR)";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal) {
    Path folder = wishes.data();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "rec-quality needs public data: --data DIR, with a folder per data set such as gowalla");
    }
    PublicDataSets sets = new PublicDataSets(folder);
    BenchReport.Builder report = BenchReport.of(name(), clock.instant());
    boolean gowalla =
        sets.gowalla().map(data -> gowalla(data, wishes, report, terminal)).orElse(false);
    sets.onlineRetail().ifPresent(data -> shop(data, false, report, terminal));
    sets.retailrocket().ifPresent(data -> shop(data, true, report, terminal));
    sets.movieLens().ifPresent(data -> shop(data, false, report, terminal));
    sets.movieLensRatings().ifPresent(data -> RatingQuality.measure(data, report, terminal));
    if (gowalla) {
      report
          .target("gowallaLinearFilterRecallAt20", Bound.AT_LEAST, 0.1872)
          .target("gowallaLinearFilterNdcgAt20", Bound.AT_LEAST, 0.1580)
          .target("gowallaLinearFilterSeconds", Bound.AT_MOST, 300);
    }
    return report.build();
  }

  /** Published for LightGCN's split (BARS benchmark), Recall@20 and NDCG@20. */
  private boolean gowalla(
      PublicData data, Wishes wishes, BenchReport.Builder report, Terminal terminal) {
    terminal.line(
        "published on gowalla: ItemCF .1570/.1214, EASE .1765/.1467, LightGCN .1820/.1547,");
    terminal.line("  GF-CF .1849/.1518, UltraGCN .1862/.1580, SimpleX .1872/.1557");
    HybridQuality hybrid = new HybridQuality(data, 20);
    for (ModelTrainer trainer : QualityModels.gowalla(data.weights(), wishes.quick())) {
      Duration from = CpuTime.own();
      tell(prefix(data, trainer), ranked(data, trainer, hybrid, report), report, terminal);
      spent(prefix(data, trainer), from, report);
    }
    Duration from = CpuTime.own();
    Tuning tuning = new Tuning(data.train(), data.weights(), false);
    tell(data.name() + "Hybrid", hybrid.measure(tuning, report, terminal), report, terminal);
    spent(data.name() + "Hybrid", from, report);
    return true;
  }

  private static void tell(
      String prefix, RankedLists lists, BenchReport.Builder report, Terminal terminal) {
    double recall = lists.mean(ListMetric.RECALL, 20);
    double ndcg = lists.mean(ListMetric.NDCG, 20);
    report.figure(prefix + "RecallAt20", recall).figure(prefix + "NdcgAt20", ndcg);
    terminal.line(
        "%s", String.format(Locale.ROOT, "%s: recall@20 %.4f, ndcg@20 %.4f", prefix, recall, ndcg));
  }

  private void shop(
      PublicData data, boolean onePurchaseEach, BenchReport.Builder report, Terminal terminal) {
    Tuning tuning = new Tuning(data.train(), data.weights(), onePurchaseEach);
    HybridQuality hybrid = new HybridQuality(data, 10);
    for (List<ModelTrainer> candidates : QualityModels.shop(data.weights())) {
      Duration from = CpuTime.own();
      ModelTrainer trainer = tuning.best(candidates);
      RankedLists lists = ranked(data, trainer, hybrid, report);
      tellShop(prefix(data, trainer), lists, report, terminal);
      terminal.line("  %s", trainer.recipe());
      spent(prefix(data, trainer), from, report);
    }
    Duration from = CpuTime.own();
    tellShop(data.name() + "Hybrid", hybrid.measure(tuning, report, terminal), report, terminal);
    spent(data.name() + "Hybrid", from, report);
  }

  private static void tellShop(
      String prefix, RankedLists lists, BenchReport.Builder report, Terminal terminal) {
    double ndcg = lists.mean(ListMetric.NDCG, 10);
    double hits = lists.mean(ListMetric.HIT_RATE, 10);
    report
        .figure(prefix + "RecallAt10", lists.mean(ListMetric.RECALL, 10))
        .figure(prefix + "RecallAt20", lists.mean(ListMetric.RECALL, 20))
        .figure(prefix + "PrecisionAt10", lists.mean(ListMetric.PRECISION, 10))
        .figure(prefix + "MapAt10", lists.mean(ListMetric.MAP, 10))
        .figure(prefix + "NdcgAt10", ndcg)
        .figure(prefix + "HitRateAt10", hits);
    terminal.line(
        "%s", String.format(Locale.ROOT, "%s: ndcg@10 %.4f, hit rate@10 %.4f", prefix, ndcg, hits));
  }

  private static RankedLists ranked(
      PublicData data, ModelTrainer trainer, HybridQuality hybrid, BenchReport.Builder report) {
    long from = System.nanoTime();
    Recommender fitted = trainer.fit(data.train());
    report.figure(prefix(data, trainer) + "Seconds", (System.nanoTime() - from) / NANOS);
    Recommender popularity = QualityModels.popularity(data.weights()).fit(data.train());
    RankedLists lists =
        new FullRankingEvaluation(data.train(), data.weights(), _ -> false)
            .rank(fitted, popularity, data.cases());
    hybrid.add(trainer, fitted, lists);
    return lists;
  }

  /** Processor time for choosing, fitting and testing. */
  private static void spent(String prefix, Duration from, BenchReport.Builder report) {
    report.figure(prefix + "CpuSeconds", CpuTime.own().minus(from).toNanos() / NANOS);
  }

  private static String prefix(PublicData data, ModelTrainer trainer) {
    StringBuilder name = new StringBuilder(data.name());
    for (String word : List.of(trainer.algorithm().id().split("-"))) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.toString();
  }
}
