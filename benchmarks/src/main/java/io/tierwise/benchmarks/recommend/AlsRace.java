package io.tierwise.benchmarks.recommend;

import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.launcher.terminal.Terminal;
import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.AlsTrainer;
import io.tierwise.recommend.model.LatentFactors;
import io.tierwise.recommend.model.MemoryBound;
import io.tierwise.recommend.model.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Implicit ALS beside Spark's: equal factors, epochs and confidence, each side with a
 * regularisation of its own kind. Each warms up with two epochs, then one fit counts.
 */
final class AlsRace {
  private static final double NANOS = 1e9;
  private static final int FACTORS = 64;
  private static final int EPOCHS = 10;
  private static final int WARM_UP = 2;
  private static final double CONFIDENCE = 100;

  /** Chosen on {@link ValidationSplit}. */
  private static final double OURS = 0.003;

  /** Per entry, which for a row of the mean length is what ours is for the whole row. */
  private static final double SPARKS = 4.8;

  private static final int ALL = 100_000;
  private static final long SEED = 20261122;

  static void run(
      PublicData data, Path rows, Path folder, BenchReport.Builder report, Terminal terminal)
      throws IOException, InterruptedException {
    terminal.line("implicit ALS, %d factors, %d epochs", FACTORS, EPOCHS);
    LatentFactors _ = trainer(data, WARM_UP).fit(data.train());
    long from = System.nanoTime();
    LatentFactors fitted = trainer(data, EPOCHS).fit(data.train());
    double seconds = (System.nanoTime() - from) / NANOS;
    RankedScores.Scorer ours =
        (user, to) -> {
          Scores scores = new Scores(to.length);
          fitted.score(data.train().strengths(user, data.weights(), new Strengths()), scores);
          for (int item = 0; item < to.length; item++) {
            to[item] = (float) scores.value(item);
          }
        };
    report.figure("alsSeconds", seconds);
    ranks("als", data, ours, report, terminal);
    terminal.line("implicit ALS by Spark MLlib, local[2]");
    Optional<SparkPeer> peer = SparkPeer.install(folder);
    SparkPeer.Task task = new SparkPeer.Task(FACTORS, EPOCHS, SPARKS, CONFIDENCE);
    Optional<SparkPeer.Fit> found =
        peer.isEmpty()
            ? Optional.empty()
            : peer.get().fit(rows, data.train().users(), data.train().items(), task);
    if (found.isEmpty()) {
      terminal.line("  not measured: no libraries, or it failed; see the logs in %s", folder);
      return;
    }
    SparkPeer.Fit spark = found.get();
    report.figure("sparkAlsSeconds", spark.seconds());
    ranks("sparkAls", data, (user, to) -> multiply(spark, user, to), report, terminal);
    report
        .ratio("alsFasterThanSpark", spark.seconds() / seconds)
        .target("alsFasterThanSpark", Bound.AT_LEAST, 10);
    terminal.line(
        "%s",
        String.format(
            Locale.ROOT,
            "  ours %.1f s, Spark %s %.1f s",
            seconds,
            spark.version(),
            spark.seconds()));
  }

  private static AlsTrainer trainer(PublicData data, int epochs) {
    return new AlsTrainer(
        new AlsTrainer.Parameters(FACTORS, CONFIDENCE, OURS, 1, epochs, ALL, SEED),
        data.weights(),
        MemoryBound.NONE);
  }

  private static void multiply(SparkPeer.Fit fit, int user, float[] to) {
    float[] p = fit.users()[user];
    for (int item = 0; item < to.length; item++) {
      float[] q = fit.items()[item];
      float even = 0;
      float odd = 0;
      for (int k = 0; k < p.length - 1; k += 2) {
        even = Math.fma(p[k], q[k], even);
        odd = Math.fma(p[k + 1], q[k + 1], odd);
      }
      to[item] = even + odd;
    }
  }

  private static void ranks(
      String name,
      PublicData data,
      RankedScores.Scorer scorer,
      BenchReport.Builder report,
      Terminal terminal) {
    double recall = RankedScores.mean(data, scorer, ListMetric.RECALL);
    double ndcg = RankedScores.mean(data, scorer, ListMetric.NDCG);
    report.figure(name + "RecallAt20", recall).figure(name + "NdcgAt20", ndcg);
    terminal.line("%s", String.format(Locale.ROOT, "  recall@20 %.4f, ndcg@20 %.4f", recall, ndcg));
  }

  private AlsRace() {}
}
