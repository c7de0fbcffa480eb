package io.tierwise.recommend.placement;

import io.tierwise.recommend.feedback.VariantOutcome;
import io.tierwise.recommend.placement.Placement.Selection;
import io.tierwise.recommend.placement.Placement.Variant;
import io.tierwise.recommend.placement.VariantComparison.Arm;
import io.tierwise.recommend.placement.VariantComparison.Difference;
import io.tierwise.recommend.placement.VariantComparison.Metric;
import io.tierwise.recommend.placement.VariantComparison.Verdict;
import io.tierwise.statistics.Interval;
import io.tierwise.statistics.MixtureSprt;
import io.tierwise.statistics.NewcombeInterval;
import io.tierwise.statistics.Sample;
import io.tierwise.statistics.SampleRatio;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges the variants of a placement as campaign-service judges its experiments: the same intervals
 * and tests. With more than two variants alpha is divided by the number of comparisons.
 */
public final class CompareVariants {
  private static final double ALPHA = 0.05;

  private final Placement placement;
  private final Instant from;
  private final List<VariantOutcome> outcomes;
  private final double minimumEffect;
  private final double alpha;

  private CompareVariants(
      Placement placement, Instant from, List<VariantOutcome> told, double minimumEffect) {
    this.placement = placement;
    this.from = from;
    this.outcomes =
        placement.variants().stream()
            .map(
                variant ->
                    told.stream()
                        .filter(outcome -> outcome.variant().equals(variant.name()))
                        .findFirst()
                        .orElseGet(() -> VariantOutcome.none(variant.name())))
            .toList();
    this.minimumEffect = minimumEffect;
    this.alpha = ALPHA / Math.max(1, outcomes.size() - 1);
  }

  /**
   * @param outcomes of the users first shown a list since {@code from}
   * @param minimumEffect on a share that is worth finding, the spread of the sequential test
   */
  public static VariantComparison of(
      Placement placement, Instant from, List<VariantOutcome> outcomes, double minimumEffect) {
    return new CompareVariants(placement, from, outcomes, minimumEffect).compare();
  }

  private VariantComparison compare() {
    double[] shares = shares();
    boolean fixed = placement.selection() == Selection.SHARES;
    Double ratio =
        fixed
            ? SampleRatio.pValue(
                outcomes.stream().mapToLong(VariantOutcome::users).toArray(), shares)
            : null;
    boolean alarm = ratio != null && ratio < SampleRatio.ALARM;
    List<Arm> arms = new ArrayList<>();
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      VariantOutcome outcome = outcomes.get(i);
      double users = Math.max(1, outcome.users());
      arms.add(
          new Arm(
              outcome.variant(),
              shares[i],
              outcome.users(),
              outcome.clickers() / users,
              outcome.buyers() / users,
              outcome.revenue().sum() / users));
      if (i > 0 && Math.min(outcome.users(), outcomes.getFirst().users()) > 1) {
        for (Metric metric : Metric.values()) {
          differences.add(difference(metric, outcome, fixed));
        }
      }
    }
    String winner = alarm || !fixed ? null : winner(differences);
    return new VariantComparison(
        from,
        outcomes.getFirst().variant(),
        ratio,
        alarm,
        arms,
        differences,
        verdict(alarm, fixed, winner),
        winner);
  }

  private double[] shares() {
    double all = placement.variants().stream().mapToDouble(Variant::share).sum();
    return placement.variants().stream().mapToDouble(variant -> variant.share() / all).toArray();
  }

  private static Sample sample(VariantOutcome outcome, Metric metric) {
    return switch (metric) {
      case CLICKED -> Sample.ofShare(outcome.users(), outcome.clickers());
      case CONVERSION -> Sample.ofShare(outcome.users(), outcome.buyers());
      case REVENUE -> outcome.revenue();
    };
  }

  private Difference difference(Metric metric, VariantOutcome variant, boolean fixed) {
    Sample treated = sample(variant, metric);
    Sample control = sample(outcomes.getFirst(), metric);
    io.tierwise.statistics.Difference plain =
        io.tierwise.statistics.Difference.welch(treated, control);
    Interval interval =
        metric == Metric.REVENUE
            ? plain.interval(alpha)
            : NewcombeInterval.ofDifferenceAt(
                alpha,
                Math.round(treated.sum()),
                treated.count(),
                Math.round(control.sum()),
                control.count());
    boolean sequential = fixed && !isEarly(variant) && plain.variance() > 0;
    // As campaign-service does for metrics nobody named an effect for: a tenth of a user's spread.
    MixtureSprt test =
        new MixtureSprt(
            metric == Metric.REVENUE
                ? Math.max(1e-6, Math.sqrt(control.variance()) / 10)
                : minimumEffect);
    return new Difference(
        variant.variant(),
        metric,
        plain.estimate(),
        interval,
        sequential ? test.interval(plain, alpha) : null,
        sequential ? test.pValue(plain) : null);
  }

  private boolean isEarly(VariantOutcome variant) {
    return Math.min(variant.users(), outcomes.getFirst().users()) < MixtureSprt.LEAST_UNITS;
  }

  /** The variant that surely converts best of those told from the control, or the control. */
  private @Nullable String winner(List<Difference> differences) {
    String best = null;
    double most = 0;
    int worse = 0;
    for (Difference each : differences) {
      if (each.metric() == Metric.CONVERSION
          && each.anytimePValue() != null
          && each.anytimePValue() < alpha) {
        if (each.difference() > most) {
          most = each.difference();
          best = each.variant();
        }
        worse += each.difference() < 0 ? 1 : 0;
      }
    }
    boolean allWorse = worse > 0 && worse == outcomes.size() - 1;
    return best == null && allWorse ? outcomes.getFirst().variant() : best;
  }

  private Verdict verdict(boolean alarm, boolean fixed, @Nullable String winner) {
    if (alarm) {
      return Verdict.SAMPLE_RATIO_MISMATCH;
    }
    if (!fixed) {
      return Verdict.ADAPTIVE;
    }
    if (winner != null) {
      return Verdict.WINNER;
    }
    return outcomes.stream().anyMatch(this::isEarly) ? Verdict.TOO_EARLY : Verdict.UNDECIDED;
  }
}
