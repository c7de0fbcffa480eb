package io.tierwise.segmentation.propensity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How good probabilities turned out to be, each figure with a bootstrap interval of 95 %.
 *
 * @param baseRate share that did it
 * @param auc area under the receiver operating characteristic
 * @param prAuc average precision
 * @param brier mean squared error of the probability
 * @param calibrationError expected calibration error: mean distance of probability and share over
 *     ten groups of equal size
 * @param deciles the likeliest tenth first
 */
public record PredictionQuality(
    int customers,
    double baseRate,
    Interval auc,
    Interval prAuc,
    Interval brier,
    Interval calibrationError,
    List<Decile> deciles) {
  static final int GROUPS = 10;
  private static final int REPLICATES = 200;
  private static final int FEWEST_REPLICATES = 40;
  private static final double DRAWS = 2e7;

  public PredictionQuality {
    deciles = List.copyOf(deciles);
  }

  /** A figure and between what it may well lie. */
  public record Interval(double value, double low, double high) {}

  /**
   * @param meanProbability foretold
   * @param share that did it
   * @param lift share over base rate
   */
  public record Decile(int customers, double meanProbability, double share, Interval lift) {}

  /**
   * @param labels 1 for who did it
   */
  public static PredictionQuality of(double[] probabilities, int[] labels, long seed) {
    int n = labels.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] p = Arrays.stream(order).mapToDouble(i -> probabilities[i]).toArray();
    int[] y = Arrays.stream(order).map(i -> labels[i]).toArray();
    int[] once = new int[n];
    Arrays.fill(once, 1);
    QualityFigures all = QualityFigures.of(p, y, once);
    if (!(all.ones() > 0 && all.zeros() > 0)) {
      throw new IllegalArgumentException(
          "All " + n + " customers did the same; nothing can be judged by that");
    }
    List<double[]> replicates = replicates(p, y, seed);
    List<Decile> deciles = new ArrayList<>();
    for (int g = 0; g < GROUPS; g++) {
      deciles.add(
          new Decile(
              (int) all.groupWeight(g),
              all.groupProbability(g),
              all.groupShare(g),
              interval(all.figures(), replicates, QualityFigures.LIFTS + g)));
    }
    return new PredictionQuality(
        n,
        all.ones() / n,
        interval(all.figures(), replicates, QualityFigures.AUC),
        interval(all.figures(), replicates, QualityFigures.PR_AUC),
        interval(all.figures(), replicates, QualityFigures.BRIER),
        interval(all.figures(), replicates, QualityFigures.CALIBRATION),
        deciles);
  }

  /** A customer is drawn as often as a Poisson variable says, which needs no drawing from all. */
  private static List<double[]> replicates(double[] p, int[] y, long seed) {
    Random random = new Random(seed);
    int count = (int) Math.clamp(DRAWS / p.length, FEWEST_REPLICATES, REPLICATES);
    List<double[]> replicates = new ArrayList<>();
    int[] weights = new int[p.length];
    for (int r = 0; r < count; r++) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = poisson(random);
      }
      QualityFigures drawn = QualityFigures.of(p, y, weights);
      if (drawn.ones() > 0 && drawn.zeros() > 0) {
        replicates.add(drawn.figures());
      }
    }
    return replicates;
  }

  /** With mean 1. */
  private static int poisson(Random random) {
    double left = random.nextDouble() - 1 / Math.E;
    double chance = 1 / Math.E;
    int k = 0;
    while (left > 0 && k < 20) {
      k++;
      chance /= k;
      left -= chance;
    }
    return k;
  }

  private static Interval interval(double[] all, List<double[]> replicates, int figure) {
    double[] sorted = replicates.stream().mapToDouble(r -> r[figure]).sorted().toArray();
    int last = sorted.length - 1;
    return last < 0
        ? new Interval(all[figure], Double.NaN, Double.NaN)
        : new Interval(
            all[figure],
            sorted[(int) Math.round(0.025 * last)],
            sorted[(int) Math.round(0.975 * last)]);
  }
}
