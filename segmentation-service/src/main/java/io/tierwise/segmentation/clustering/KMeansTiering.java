package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.clustering.TieringFit.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import smile.clustering.CentroidClustering;
import smile.clustering.Clustering;
import smile.clustering.KMeans;
import smile.math.MathEx;

/**
 * Tiers by k-means: Lloyd's algorithm from k-means++ seeds (D. Arthur and S. Vassilvitskii,
 * k-means++: The Advantages of Careful Seeding, 2007), the best of several restarts, on features
 * that were brought to one scale. Large data is fitted on a uniform sample and assigned in one
 * pass; the inertia is always that of all customers. Finds round groups of similar extent; clusters
 * are ordered by the mean value of their customers.
 */
public final class KMeansTiering implements TieringEngine {
  public static final String NAME = "rfm-kmeans";
  private static final int MAX_ITERATIONS = 300;
  private static final double TOLERANCE = 1e-6;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TieringFit fit(FeatureMatrix matrix, FitParameters parameters, FitProgress progress) {
    matrix.requireAtLeast(1);
    FeatureScaler scaler = FeatureScaler.fit(matrix, parameters.preparation());
    double[][] points = scaler.z(matrix);
    double[][] fitted =
        Grouping.chosen(
            points, Silhouette.sample(points.length, parameters.fitSample(), parameters.seed()));
    int distinct = Points.distinct(fitted, parameters);
    int[] sample =
        Silhouette.sample(points.length, parameters.silhouetteSample(), parameters.seed());
    List<Candidate> candidates = new ArrayList<>();
    double[][] centroids = new double[0][];
    Candidate best = null;
    int[] numbers = numbers(parameters, distinct);
    for (int i = 0; i < numbers.length; i++) {
      int step = i;
      double[][] tried =
          restarted(fitted, numbers[i], parameters, f -> progress.at((step + f) / numbers.length));
      Candidate candidate = judged(points, tried, sample);
      candidates.add(candidate);
      if (best == null || candidate.silhouette() > best.silhouette()) {
        best = candidate;
        centroids = tried;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no number of clusters was tried");
    }
    return new TieringFit(
        new ClusterModel(scaler, Centroids.lists(byValue(centroids, points, matrix))),
        best.inertia(),
        best.silhouette(),
        candidates,
        Elbow.of(candidates),
        Map.of("fittedOn", List.of((double) fitted.length)));
  }

  private static int[] numbers(FitParameters parameters, int distinct) {
    return parameters.k() != null
        ? new int[] {parameters.k()}
        : IntStream.rangeClosed(2, Math.min(parameters.maxK(), distinct)).toArray();
  }

  private static double[][] restarted(
      double[][] points, int k, FitParameters parameters, FitProgress progress) {
    double[][] best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int restart = 0; restart < parameters.restarts(); restart++) {
      progress.at(restart / (double) parameters.restarts());
      double[][] centroids = fit(points, k, parameters.seed() + 31L * restart);
      if (centroids != null) {
        double inertia = Centroids.inertia(centroids, points, Centroids.assign(centroids, points));
        if (inertia < least) {
          least = inertia;
          best = centroids;
        }
      }
    }
    if (best == null) {
      throw new TooFewCustomers("No fit with " + k + " non-empty tiers was found; ask for fewer");
    }
    return best;
  }

  /** One fit with Smile; null if a cluster ran empty. */
  private static double @Nullable [][] fit(double[][] points, int k, long seed) {
    // Smile draws from a generator of the current thread.
    MathEx.setSeed(seed);
    CentroidClustering<double[], double[]> fitted =
        KMeans.lloyd(points, new Clustering.Options(k, MAX_ITERATIONS, TOLERANCE, null));
    double[][] centroids = fitted.centers();
    boolean[] used = new boolean[k];
    for (int group : Centroids.assign(centroids, points)) {
      used[group] = true;
    }
    for (boolean u : used) {
      if (!u) {
        return null;
      }
    }
    return centroids;
  }

  private static Candidate judged(double[][] points, double[][] centroids, int[] sample) {
    int[] groups = Centroids.assign(centroids, points);
    double[][] sampled = Grouping.chosen(points, sample);
    int[] sampledGroups = Arrays.stream(sample).map(i -> groups[i]).toArray();
    return new Candidate(
        centroids.length,
        Centroids.inertia(centroids, points, groups),
        Silhouette.mean(sampled, sampledGroups, centroids.length));
  }

  /** Most valuable first; equally valuable ones in an order that does not hang on the seed. */
  private static double[][] byValue(double[][] centroids, double[][] points, FeatureMatrix matrix) {
    double[] sums = new double[centroids.length];
    int[] sizes = new int[centroids.length];
    int[] groups = Centroids.assign(centroids, points);
    for (int i = 0; i < groups.length; i++) {
      sums[groups[i]] += matrix.value(i);
      sizes[groups[i]]++;
    }
    return IntStream.range(0, centroids.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(c -> -sums[c] / sizes[c])
                .thenComparing(c -> centroids[c], Arrays::compare))
        .map(c -> centroids[c])
        .toArray(double[][]::new);
  }
}
