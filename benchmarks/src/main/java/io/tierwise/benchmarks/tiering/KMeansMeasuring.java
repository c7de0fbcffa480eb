package io.tierwise.benchmarks.tiering;

import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Runs;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.launcher.terminal.Terminal;
import io.tierwise.segmentation.clustering.KMeansColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import smile.clustering.Clustering;
import smile.clustering.KMeans;
import smile.math.MathEx;

/** K-means alone: ours, Smile's and scikit-learn's on the same rows with the same k, in turn. */
final class KMeansMeasuring {
  private static final int K = 5;

  /** As segmentation-service has them unless it is told otherwise. */
  private static final int RESTARTS = 10;

  private static final int FIT_SAMPLE = 20_000;

  /** Smile's own limits. */
  private static final int MAX_ITERATIONS = 100;

  private static final double TOLERANCE = 1e-4;
  private static final double NANOS = 1e9;

  private final double[][] columns;
  private final double[][] rows;
  private final Runs ours = new Runs();
  private final Runs smile = new Runs();
  private final Runs sklearn = new Runs();
  private final Runs excess = new Runs();

  /**
   * @param rfm rows of recency, frequency and revenue
   */
  KMeansMeasuring(double[][] rfm) {
    columns = standardised(rfm);
    rows = new double[rfm.length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        rows[i][j] = columns[j][i];
      }
    }
  }

  /** Logarithms of mean 0 and deviation 1: what a run clusters. */
  private static double[][] standardised(double[][] rfm) {
    double[][] columns = new double[rfm[0].length][rfm.length];
    for (int j = 0; j < columns.length; j++) {
      int feature = j;
      double[] column = columns[j];
      Arrays.setAll(
          column, i -> Math.signum(rfm[i][feature]) * Math.log1p(Math.abs(rfm[i][feature])));
      double mean = Arrays.stream(column).average().orElseThrow();
      double variance =
          Arrays.stream(column).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      Arrays.setAll(column, i -> (column[i] - mean) / Math.sqrt(variance));
    }
    return columns;
  }

  void measure(int rounds, Path folder, Terminal terminal)
      throws IOException, InterruptedException {
    Optional<SklearnPeer> started = SklearnPeer.start(folder, columns, K);
    if (started.isEmpty()) {
      terminal.line("No scikit-learn (apt install python3-sklearn): measured without it");
    }
    try (SklearnPeer peer = started.orElse(null)) {
      // The first round warms up and does not count.
      for (int round = 0; round <= rounds; round++) {
        round(round, peer, terminal);
      }
    }
  }

  private void round(int round, @Nullable SklearnPeer peer, Terminal terminal) throws IOException {
    long from = System.nanoTime();
    KMeansColumns.Fit mine =
        new KMeansColumns(columns, FIT_SAMPLE, round).fit(K, RESTARTS, round, f -> {});
    double ourSeconds = (System.nanoTime() - from) / NANOS;
    MathEx.setSeed(round);
    from = System.nanoTime();
    var full = KMeans.lloyd(rows, new Clustering.Options(K, MAX_ITERATIONS, TOLERANCE, null));
    double smileSeconds = (System.nanoTime() - from) / NANOS;
    double least = inertia(full.centers());
    SklearnPeer.Fit theirs = peer == null ? null : peer.fit(round);
    if (theirs != null) {
      least = Math.min(least, theirs.inertia());
    }
    terminal.line(
        "K-means, round %d: ours %.3f s (inertia %.0f), Smile %.3f s (%.0f), scikit-learn %s",
        round,
        ourSeconds,
        mine.inertia(),
        smileSeconds,
        inertia(full.centers()),
        theirs == null
            ? "-"
            : "%.3f s (%.0f, %d iterations)"
                .formatted(theirs.seconds(), theirs.inertia(), theirs.iterations()));
    if (round == 0) {
      return;
    }
    ours.add(ourSeconds);
    smile.add(smileSeconds);
    excess.add(100 * (mine.inertia() / least - 1));
    if (theirs != null) {
      sklearn.add(theirs.seconds());
    }
  }

  private double inertia(double[][] centres) {
    double sum = 0;
    for (double[] row : rows) {
      double least = Double.POSITIVE_INFINITY;
      for (double[] centre : centres) {
        double distance = 0;
        for (int j = 0; j < row.length; j++) {
          distance += (row[j] - centre[j]) * (row[j] - centre[j]);
        }
        least = Math.min(least, distance);
      }
      sum += least;
    }
    return sum;
  }

  void report(BenchReport.Builder report) {
    report
        .figure("kMeansRows", rows.length)
        .figure("kMeansSeconds", ours)
        .figure("smileSeconds", smile)
        .figure("inertiaPercentAboveBest", excess)
        .ratio("fasterThanSmile", smile, ours)
        .target("fasterThanSmile", Bound.AT_LEAST, 20)
        .target("inertiaPercentAboveBest", Bound.AT_MOST, 0.1);
    if (!sklearn.values().isEmpty()) {
      report
          .figure("sklearnSeconds", sklearn)
          .ratio("fasterThanSklearn", sklearn, ours)
          .target("fasterThanSklearn", Bound.AT_LEAST, 2);
    }
  }
}
