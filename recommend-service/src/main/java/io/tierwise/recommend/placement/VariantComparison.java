package io.tierwise.recommend.placement;

import io.tierwise.statistics.Interval;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variants of a placement beside the first of them, the control.
 *
 * @param from since the last change of the placement, at the earliest
 * @param sampleRatio probability that chance alone puts the counts of users so far off the shares;
 *     null where clicks move the shares
 * @param sampleRatioAlarm nothing else here can be trusted
 * @param winner by conversion; null as long as there is none
 */
public record VariantComparison(
    Instant from,
    String control,
    @Nullable Double sampleRatio,
    boolean sampleRatioAlarm,
    List<Arm> arms,
    List<Difference> differences,
    Verdict verdict,
    @Nullable String winner) {
  public VariantComparison {
    arms = List.copyOf(arms);
    differences = List.copyOf(differences);
  }

  /**
   * @param share of the users that it was meant to have, 0..1
   * @param clicked share of the users
   * @param conversion share of the users
   * @param revenuePerUser in units of the base currency
   */
  public record Arm(
      String variant,
      double share,
      long users,
      double clicked,
      double conversion,
      double revenuePerUser) {}

  /**
   * A variant less the control.
   *
   * @param interval for a single look at the planned end: Newcombe of a share, Welch of revenue
   * @param anytimeInterval may be looked at at any time; null as long as it is too early, and where
   *     clicks move the shares
   * @param anytimePValue likewise
   */
  public record Difference(
      String variant,
      Metric metric,
      double difference,
      Interval interval,
      @Nullable Interval anytimeInterval,
      @Nullable Double anytimePValue) {}

  public enum Metric {
    CLICKED,
    CONVERSION,
    REVENUE
  }

  /** The first that applies. */
  public enum Verdict {
    SAMPLE_RATIO_MISMATCH,
    /** Clicks move the shares: no error rate holds. */
    ADAPTIVE,
    WINNER,
    /** Fewer than a hundred users in a variant. */
    TOO_EARLY,
    UNDECIDED
  }
}
