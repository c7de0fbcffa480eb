package io.tierwise.segmentation.tier;

import io.tierwise.segmentation.clustering.FeatureMatrix;
import io.tierwise.segmentation.clustering.GroupModel;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.rfm.RfmMetrics;
import io.tierwise.segmentation.rfm.RfmScore;
import io.tierwise.segmentation.rfm.RfmScorer;
import io.tierwise.segmentation.rfm.RfmSegment;
import io.tierwise.segmentation.rfm.SegmentGrid;
import io.tierwise.segmentation.tier.TierAssignment.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * All that is needed to place a customer, in a run and afterwards: the same customer at the same
 * instant gets the same tier from either.
 *
 * @param asOf the instant until which the run counted recency
 * @param clusters the rule that groups customers, of whatever engine
 * @param tierNames of the groups, best first
 */
public record TieringModel(
    Instant asOf, GroupModel clusters, RfmScorer rfm, SegmentGrid grid, List<String> tierNames) {
  public TieringModel {
    tierNames = List.copyOf(tierNames);
    if (tierNames.size() != clusters.k()) {
      throw new IllegalArgumentException(
          tierNames.size() + " names for " + clusters.k() + " clusters");
    }
  }

  /**
   * The instant until which a customer's recency counts after the run: a customer who is seen later
   * than the run's data carries time forward. The wall clock does not, because data that is loaded
   * from the past would look abandoned.
   */
  public Instant referenceFor(Customer customer) {
    return customer.lastSeenAt().isAfter(asOf) ? customer.lastSeenAt() : asOf;
  }

  public TierAssignment assign(Customer customer, Instant reference) {
    if (customer.isProspect()) {
      return new TierAssignment(
          customer.userId(),
          null,
          RfmSegment.PROSPECTS,
          BigDecimal.ZERO,
          reference,
          customer.featuresAsOf());
    }
    int cluster = clusters.group(row(customer, reference));
    RfmMetrics metrics = metrics(customer, reference);
    RfmScore score = rfm.score(metrics);
    return new TierAssignment(
        customer.userId(),
        new Standing(new ValueTier(tierNames.get(cluster), cluster + 1), metrics, score),
        grid.segmentOf(score),
        customer.netRevenue(),
        reference,
        customer.featuresAsOf());
  }

  public TierExplanation explain(Customer customer, Instant reference) {
    double[] row = row(customer, reference);
    return new TierExplanation(
        clusters.features(),
        row,
        clusters.z(row),
        tierNames,
        clusters.distances(row),
        rfm.inWords(metrics(customer, reference)),
        clusters.reason(row, tierNames));
  }

  /**
   * @throws IllegalArgumentException for a prospect
   */
  public static RfmMetrics metrics(Customer customer, Instant reference) {
    return new RfmMetrics(
        TieringFeature.RECENCY_DAYS.of(customer, reference),
        customer.orders(),
        customer.netRevenue());
  }

  private double[] row(Customer customer, Instant reference) {
    return FeatureMatrix.row(customer, clusters.features(), reference);
  }
}
