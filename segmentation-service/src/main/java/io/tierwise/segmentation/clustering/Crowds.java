package io.tierwise.segmentation.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import smile.clustering.Clustering;

/** Turns the labels that a density-based method gave a sample into a model of all customers. */
final class Crowds {
  private final FeatureMatrix matrix;
  private final FeatureScaler scaler;
  private final double[][] points;
  private final FitParameters parameters;

  Crowds(FeatureMatrix matrix, FeatureScaler scaler, double[][] points, FitParameters parameters) {
    this.matrix = matrix;
    this.scaler = scaler;
    this.points = points;
    this.parameters = parameters;
  }

  /**
   * @param rows of the sample
   * @param labels of the sample; {@code Clustering.OUTLIER} for noise, the highest
   * @param core which points of the sample a newcomer is compared with
   * @param reach by point: how near a newcomer must be
   * @param advice what to change if there are too few or too many crowds
   */
  TieringFit fit(
      int[] rows,
      int[] labels,
      boolean[] core,
      double[] reach,
      String advice,
      Map<String, List<Double>> figures) {
    int[] distinct = Arrays.stream(labels).sorted().distinct().toArray();
    int k = distinct.length;
    boolean hasNoise = distinct[k - 1] == Clustering.OUTLIER;
    int crowds = hasNoise ? k - 1 : k;
    if (crowds == 0 || k < 2) {
      throw new TooFewCustomers(
          crowds == 0
              ? "Nobody is in a crowd; " + advice
              : "All customers are in one crowd and nobody outside; " + advice);
    }
    if (k > parameters.maxK()) {
      throw new IllegalArgumentException(
          crowds
              + " crowds were found"
              + (hasNoise ? " and some customers outside" : "")
              + ", but there are names for "
              + parameters.maxK()
              + " tiers; "
              + advice);
    }
    int[] groups =
        Arrays.stream(labels).map(label -> Arrays.binarySearch(distinct, label)).toArray();
    int[] ranks = Grouping.ranks(groups, k, matrix, rows);
    DensityModel model = model(rows, groups, ranks, core, reach, hasNoise ? ranks[k - 1] : -1, k);
    int[] placed = Grouping.assigned(model, matrix);
    TieringFit.Candidate candidate = Grouping.judged(points, placed, k, parameters);
    Map<String, List<Double>> all = new TreeMap<>(figures);
    all.put("fittedOn", List.of((double) rows.length));
    all.put("noiseRank", hasNoise ? List.of(ranks[k - 1] + 1.0) : List.of());
    return new TieringFit(
        model, candidate.inertia(), candidate.silhouette(), List.of(candidate), null, all);
  }

  private DensityModel model(
      int[] rows, int[] groups, int[] ranks, boolean[] core, double[] reach, int noise, int k) {
    int dimensions = scaler.scales().size();
    List<Integer> kept = new ArrayList<>();
    double[] longest = new double[k];
    for (int i = 0; i < groups.length; i++) {
      int rank = ranks[groups[i]];
      if (core[i] && rank != noise) {
        kept.add(i);
        longest[rank] = Math.max(longest[rank], reach[i]);
      }
    }
    double[] cores = new double[kept.size() * dimensions];
    int[] keptGroups = new int[kept.size()];
    for (int c = 0; c < keptGroups.length; c++) {
      int i = kept.get(c);
      System.arraycopy(points[rows[i]], 0, cores, c * dimensions, dimensions);
      keptGroups[c] = ranks[groups[i]];
    }
    List<Double> reaches = new ArrayList<>();
    for (double far : longest) {
      reaches.add(far);
    }
    return new DensityModel(scaler, cores, keptGroups, reaches, noise);
  }
}
