package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.clustering.TieringFit.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tiers by k-means on features that were brought to one scale. Finds round groups of similar
 * extent; clusters are ordered by the mean value of their customers.
 */
public final class KMeansTiering implements TieringEngine {
  public static final String NAME = "rfm-kmeans";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TieringFit fit(FeatureMatrix matrix, FitParameters parameters, FitProgress progress) {
    matrix.requireAtLeast(1);
    FeatureScaler scaler = FeatureScaler.fit(matrix, parameters.preparation());
    KMeansColumns columns =
        new KMeansColumns(scaler.columns(matrix), parameters.fitSample(), parameters.seed());
    int distinct = Points.distinct(columns.sample(), parameters);
    int[] sample =
        Silhouette.sample(matrix.size(), parameters.silhouetteSample(), parameters.seed());
    double[][] judged = columns.points(sample);
    List<Candidate> candidates = new ArrayList<>();
    double[][] centroids = new double[0][];
    Candidate best = null;
    int[] numbers = numbers(parameters, distinct);
    for (int i = 0; i < numbers.length; i++) {
      int step = i;
      KMeansColumns.Fit tried =
          columns.fit(
              numbers[i],
              parameters.restarts(),
              parameters.seed(),
              f -> progress.at((step + f) / numbers.length));
      Candidate candidate = judged(tried, judged);
      candidates.add(candidate);
      if (best == null || candidate.silhouette() > best.silhouette()) {
        best = candidate;
        centroids = tried.centroids();
      }
    }
    if (best == null) {
      throw new IllegalStateException("no number of clusters was tried");
    }
    return new TieringFit(
        new ClusterModel(
            scaler, Centroids.lists(byValue(centroids, columns.assign(centroids), matrix))),
        best.inertia(),
        best.silhouette(),
        candidates,
        Elbow.of(candidates),
        Map.of("fittedOn", List.of((double) columns.sample().length)));
  }

  private static int[] numbers(FitParameters parameters, int distinct) {
    return parameters.k() != null
        ? new int[] {parameters.k()}
        : IntStream.rangeClosed(2, Math.min(parameters.maxK(), distinct)).toArray();
  }

  private static Candidate judged(KMeansColumns.Fit tried, double[][] sample) {
    double[][] centroids = tried.centroids();
    return new Candidate(
        centroids.length,
        tried.inertia(),
        Silhouette.mean(sample, Centroids.assign(centroids, sample), centroids.length));
  }

  /** Most valuable first; equally valuable ones in an order that does not hang on the seed. */
  private static double[][] byValue(double[][] centroids, int[] groups, FeatureMatrix matrix) {
    double[] sums = new double[centroids.length];
    int[] sizes = new int[centroids.length];
    for (int i = 0; i < groups.length; i++) {
      sums[groups[i]] += matrix.value(i);
      sizes[groups[i]]++;
    }
    return IntStream.range(0, centroids.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(c -> -sums[c] / Math.max(1, sizes[c]))
                .thenComparing(c -> centroids[c], Arrays::compare))
        .map(c -> centroids[c])
        .toArray(double[][]::new);
  }
}
