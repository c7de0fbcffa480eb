package io.tierwise.segmentation.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * K-means of many points: Lloyd's algorithm from k-means++ seeds (D. Arthur and S. Vassilvitskii,
 * k-means++: The Advantages of Careful Seeding, 2007), several times on few points; the best of
 * these go on over a uniform sample, and the best of those over a larger one and then over all
 * points, until they gain nothing more. Much cheaper than fitting all from the beginning, because
 * the sample has done most of the way, and no worse, because all points have the last word.
 */
public final class KMeansColumns {
  private static final int MAX_ITERATIONS = 300;

  /** Good enough to tell the better of two fits. */
  private static final double TRIAL_TOLERANCE = 1e-4;

  private static final double TOLERANCE = 1e-5;

  /** Restarts see so many points; where there are hardly more, they see all of them. */
  private static final int TRIAL_POINTS = 5_000;

  /** Restarts that go on to the sample. */
  private static final int FINALISTS = 5;

  /** The second sample; the nearer its centroids, the fewer passes over all points. */
  private static final int LARGER = 8;

  private final double[][] columns;
  private final int size;
  private final double[][] sample;

  /**
   * @param columns d columns of n values, on one scale; kept
   * @param fitSample points among which the best of the restarts is found, at most
   */
  public KMeansColumns(double[][] columns, int fitSample, long seed) {
    this.columns = columns;
    this.size = columns[0].length;
    this.sample = points(Silhouette.sample(size, fitSample, seed));
  }

  /**
   * Centroids of all points.
   *
   * @param inertia of all points
   * @param iterations over all points
   */
  public record Fit(double[][] centroids, double inertia, int iterations) {}

  /**
   * @throws TooFewCustomers if every fit left a group empty
   */
  public Fit fit(int k, int restarts, long seed, FitProgress progress) {
    double[][] centroids = ofSample(trials(k, restarts, seed, progress), k).centroids();
    if (size > 2 * LARGER * sample.length) {
      double[][] larger = transposed(points(Silhouette.sample(size, LARGER * sample.length, seed)));
      centroids = fitted(larger, centroids).centroids();
    }
    ColumnLloyd.Found found = fitted(columns, centroids);
    return new Fit(found.centroids(), found.inertia(), found.iterations());
  }

  private static ColumnLloyd.Found fitted(double[][] columns, double[][] centroids) {
    return new ColumnLloyd(columns, columns[0].length).from(centroids, MAX_ITERATIONS, TOLERANCE);
  }

  /** Fits from different seeds, the best first. */
  private List<ColumnLloyd.Found> trials(int k, int restarts, long seed, FitProgress progress) {
    double[][] trial =
        sample.length > 2 * TRIAL_POINTS
            ? Grouping.chosen(sample, Silhouette.sample(sample.length, TRIAL_POINTS, seed))
            : sample;
    ColumnLloyd lloyd = new ColumnLloyd(transposed(trial), trial.length);
    List<ColumnLloyd.Found> trials = new ArrayList<>();
    for (int restart = 0; restart < restarts; restart++) {
      progress.at(restart / (double) restarts);
      double[][] seeds = seeds(trial, k, new Random(seed + 31L * restart));
      trials.add(lloyd.from(seeds, MAX_ITERATIONS, TRIAL_TOLERANCE));
    }
    trials.sort(Comparator.comparingDouble(ColumnLloyd.Found::inertia));
    return trials;
  }

  private ColumnLloyd.Found ofSample(List<ColumnLloyd.Found> trials, int k) {
    double[][] sampleColumns = transposed(sample);
    return trials.stream()
        .filter(trial -> Arrays.stream(trial.sizes()).allMatch(n -> n > 0))
        .limit(FINALISTS)
        .map(trial -> fitted(sampleColumns, trial.centroids()))
        .min(Comparator.comparingDouble(ColumnLloyd.Found::inertia))
        .orElseThrow(
            () ->
                new TooFewCustomers(
                    "No fit with " + k + " non-empty tiers was found; ask for fewer"));
  }

  /** Points, each the likelier the farther it is from those before. */
  private static double[][] seeds(double[][] points, int k, Random random) {
    double[][] seeds = new double[k][];
    double[] squared = new double[points.length];
    Arrays.fill(squared, Double.POSITIVE_INFINITY);
    seeds[0] = points[random.nextInt(points.length)];
    for (int g = 1; g < k; g++) {
      double total = 0;
      for (int i = 0; i < squared.length; i++) {
        squared[i] = Math.min(squared[i], Centroids.squaredDistance(points[i], seeds[g - 1]));
        total += squared[i];
      }
      double at = random.nextDouble() * total;
      int chosen = 0;
      for (int i = 0; i < squared.length && at >= 0; i++) {
        if (squared[i] > 0) {
          at -= squared[i];
          chosen = i;
        }
      }
      seeds[g] = points[chosen];
    }
    return seeds;
  }

  /** The points of the sample, a row each. */
  double[][] sample() {
    return sample;
  }

  private double[][] transposed(double[][] points) {
    double[][] transposed = new double[columns.length][points.length];
    for (int j = 0; j < columns.length; j++) {
      int column = j;
      Arrays.setAll(transposed[j], i -> points[i][column]);
    }
    return transposed;
  }

  double[][] points(int[] rows) {
    return Arrays.stream(rows)
        .mapToObj(
            row -> {
              double[] point = new double[columns.length];
              Arrays.setAll(point, j -> columns[j][row]);
              return point;
            })
        .toArray(double[][]::new);
  }

  int[] assign(double[][] centroids) {
    return new ColumnLloyd(columns, size).assign(centroids);
  }
}
