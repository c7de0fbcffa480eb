package io.tierwise.segmentation.run;

import io.tierwise.segmentation.clustering.FeatureDistribution;
import io.tierwise.segmentation.clustering.FeatureMatrix;
import io.tierwise.segmentation.clustering.Stability;
import io.tierwise.segmentation.clustering.TieringFit;
import io.tierwise.segmentation.customer.CustomerTable;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.run.RunResult.Drift;
import io.tierwise.segmentation.run.RunResult.SegmentSummary;
import io.tierwise.segmentation.run.RunResult.TierSummary;
import io.tierwise.segmentation.tier.TierAssignment;
import io.tierwise.segmentation.tier.TierAssignment.Standing;
import io.tierwise.segmentation.tier.TieringModel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds up what a run found. */
final class RunSummary {
  private final TieringModel model;
  private final TieringFit fit;
  private final long policyVersion;
  private final Instant readAt;
  private final @Nullable Stability stability;
  private final List<FeatureDistribution> before;
  private final RunResult.ValueBasis basis;

  /**
   * @param before distributions of the run that is published; empty for none
   */
  RunSummary(
      TieringModel model,
      TieringFit fit,
      long policyVersion,
      Instant readAt,
      @Nullable Stability stability,
      List<FeatureDistribution> before,
      RunResult.ValueBasis basis) {
    this.model = model;
    this.fit = fit;
    this.policyVersion = policyVersion;
    this.readAt = readAt;
    this.stability = stability;
    this.before = before;
    this.basis = basis;
  }

  /** Sums of one tier or segment. */
  private static final class Sums {
    private long customers;
    private BigDecimal revenue = BigDecimal.ZERO;
    private final double[] features;

    Sums(int dimensions) {
      this.features = new double[dimensions];
    }

    void add(BigDecimal netRevenue) {
      customers++;
      revenue = revenue.add(netRevenue);
    }

    void addFeatures(FeatureMatrix matrix, int row) {
      for (int j = 0; j < features.length; j++) {
        features[j] += matrix.at(row, j);
      }
    }
  }

  RunResult of(CustomerTable everybody, FeatureMatrix matrix) {
    PlacedCustomers placed = new PlacedCustomers(everybody, model);
    List<TieringFeature> features = matrix.features();
    List<Sums> tiers = new ArrayList<>();
    model.tierNames().forEach(name -> tiers.add(new Sums(features.size())));
    Map<String, Sums> segments = new LinkedHashMap<>();
    model.grid().namesWithProspects().forEach(name -> segments.put(name, new Sums(0)));
    Sums total = new Sums(0);
    int buyer = 0;
    for (int i = 0; i < placed.size(); i++) {
      TierAssignment assignment = placed.assignment(i);
      Sums segment = Objects.requireNonNull(segments.get(assignment.segment()));
      segment.add(everybody.netRevenue(i));
      Standing standing = assignment.standing();
      if (standing != null) {
        total.add(everybody.netRevenue(i));
        Sums tier = tiers.get(standing.tier().rank() - 1);
        tier.add(everybody.netRevenue(i));
        tier.addFeatures(matrix, buyer++);
      }
    }
    return new RunResult(
        model.asOf(),
        readAt,
        DataFingerprint.of(everybody),
        policyVersion,
        basis,
        total.customers,
        everybody.size() - total.customers,
        total.revenue,
        summaries(tiers, features, total.customers, total.revenue),
        segments.entrySet().stream()
            .map(s -> new SegmentSummary(s.getKey(), s.getValue().customers, s.getValue().revenue))
            .toList(),
        fit.silhouette(),
        fit.inertia(),
        fit.candidates(),
        fit.elbow(),
        fit.figures(),
        stability,
        FeatureDistribution.all(matrix),
        drift(matrix));
  }

  private List<Drift> drift(FeatureMatrix matrix) {
    return before.stream()
        .filter(then -> matrix.features().contains(then.feature()))
        .map(then -> new Drift(then.feature(), then.stabilityIndex(matrix)))
        .toList();
  }

  private List<TierSummary> summaries(
      List<Sums> tiers, List<TieringFeature> features, long customers, BigDecimal total) {
    List<TierSummary> summaries = new ArrayList<>();
    for (int t = 0; t < tiers.size(); t++) {
      Sums sums = tiers.get(t);
      Map<String, Double> centroid = new LinkedHashMap<>();
      Map<String, Double> means = new LinkedHashMap<>();
      Map<TieringFeature, Double> original = model.clusters().original(t);
      for (int j = 0; j < features.size(); j++) {
        double mean = sums.features[j] / Math.max(1, sums.customers);
        centroid.put(features.get(j).key(), original.getOrDefault(features.get(j), mean));
        means.put(features.get(j).key(), mean);
      }
      summaries.add(
          new TierSummary(
              model.tierNames().get(t),
              t + 1,
              sums.customers,
              sums.customers / (double) Math.max(1, customers),
              sums.revenue,
              Shares.of(sums.revenue, total),
              centroid,
              means));
    }
    return summaries;
  }
}
