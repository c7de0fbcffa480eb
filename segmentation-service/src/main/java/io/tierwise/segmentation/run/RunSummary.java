package io.tierwise.segmentation.run;

import io.tierwise.segmentation.clustering.FeatureDistribution;
import io.tierwise.segmentation.clustering.FeatureMatrix;
import io.tierwise.segmentation.clustering.Stability;
import io.tierwise.segmentation.clustering.TieringFit;
import io.tierwise.segmentation.customer.Customer;
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
import org.jspecify.annotations.Nullable;

/** Adds up what a run found. */
final class RunSummary {
  private final TieringModel model;
  private final TieringFit fit;
  private final long policyVersion;
  private final Instant readAt;
  private final @Nullable Stability stability;
  private final List<FeatureDistribution> before;

  /**
   * @param before distributions of the run that is published; empty for none
   */
  RunSummary(
      TieringModel model,
      TieringFit fit,
      long policyVersion,
      Instant readAt,
      @Nullable Stability stability,
      List<FeatureDistribution> before) {
    this.model = model;
    this.fit = fit;
    this.policyVersion = policyVersion;
    this.readAt = readAt;
    this.stability = stability;
    this.before = before;
  }

  /** Sums of one tier. */
  private static final class Sums {
    private long customers;
    private BigDecimal revenue = BigDecimal.ZERO;
    private final double[] features;

    Sums(int dimensions) {
      this.features = new double[dimensions];
    }
  }

  /**
   * @param placed of everybody, in the same order
   */
  RunResult of(List<Customer> everybody, FeatureMatrix matrix, List<TierAssignment> placed) {
    List<TieringFeature> features = matrix.features();
    List<Sums> tiers = new ArrayList<>();
    model.tierNames().forEach(name -> tiers.add(new Sums(features.size())));
    Map<String, SegmentSummary> segments = new LinkedHashMap<>();
    for (String segment : model.grid().namesWithProspects()) {
      segments.put(segment, new SegmentSummary(segment, 0, BigDecimal.ZERO));
    }
    BigDecimal total = BigDecimal.ZERO;
    long customers = 0;
    for (int i = 0; i < placed.size(); i++) {
      Customer customer = everybody.get(i);
      segments.merge(
          placed.get(i).segment(),
          new SegmentSummary(placed.get(i).segment(), 1, customer.netRevenue()),
          RunSummary::plus);
      Standing standing = placed.get(i).standing();
      if (standing != null) {
        customers++;
        total = total.add(customer.netRevenue());
        add(tiers.get(standing.tier().rank() - 1), customer, features);
      }
    }
    return new RunResult(
        model.asOf(),
        readAt,
        DataFingerprint.of(everybody),
        policyVersion,
        customers,
        everybody.size() - customers,
        total,
        summaries(tiers, features, customers, total),
        List.copyOf(segments.values()),
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

  private void add(Sums sums, Customer customer, List<TieringFeature> features) {
    sums.customers++;
    sums.revenue = sums.revenue.add(customer.netRevenue());
    double[] row = FeatureMatrix.row(customer, features, model.asOf());
    for (int j = 0; j < row.length; j++) {
      sums.features[j] += row[j];
    }
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

  private static SegmentSummary plus(SegmentSummary a, SegmentSummary b) {
    return new SegmentSummary(
        a.name(), a.customers() + b.customers(), a.revenue().add(b.revenue()));
  }
}
