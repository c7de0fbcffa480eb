package io.tierwise.campaign.trial;

import io.tierwise.statistics.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an experiment so far.
 *
 * @param sampleRatio probability that chance alone puts the counts of units so far off the shares;
 *     null where shares move
 * @param sampleRatioAlarm nothing else here can be trusted
 * @param bestProbabilities by variant, of the metric that decides
 */
public record ExperimentResults(
    Experiment experiment,
    List<Long> units,
    @Nullable Double sampleRatio,
    boolean sampleRatioAlarm,
    List<OfMetric> metrics,
    List<OfGuardRail> guardRails,
    List<Double> bestProbabilities,
    Verdict verdict) {

  public record OfMetric(
      Metric metric, boolean decides, List<Double> means, List<Comparison> comparisons) {
    public OfMetric {
      means = List.copyOf(means);
      comparisons = List.copyOf(comparisons);
    }
  }

  /**
   * A variant less the control.
   *
   * @param interval for a single look at the planned end: Newcombe of a share, else Welch
   * @param adjusted estimate with what the time before explains taken out (CUPED)
   * @param sequentialInterval may be looked at at any time
   * @param sequentialPValue likewise
   */
  public record Comparison(
      String variant,
      double difference,
      Interval interval,
      double adjusted,
      Interval adjustedInterval,
      Interval sequentialInterval,
      double sequentialPValue) {}

  /**
   * @param breached whether the harm is surely larger than was accepted
   */
  public record OfGuardRail(Metric metric, double mostHarm, String variant, boolean breached) {}

  /** What to make of it, and why. */
  public record Verdict(Kind kind, @Nullable String winner, String text) {}

  public enum Kind {
    TOO_EARLY,
    UNDECIDED,
    WINNER,
    SAMPLE_RATIO_MISMATCH,
    GUARD_RAIL_BREACHED
  }
}
