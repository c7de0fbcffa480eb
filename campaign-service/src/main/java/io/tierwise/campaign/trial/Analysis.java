package io.tierwise.campaign.trial;

import io.tierwise.campaign.experiment.ThompsonShares;
import io.tierwise.campaign.trial.ExperimentDesign.GuardRail;
import io.tierwise.campaign.trial.ExperimentDesign.Mode;
import io.tierwise.campaign.trial.ExperimentResults.Comparison;
import io.tierwise.campaign.trial.ExperimentResults.Kind;
import io.tierwise.campaign.trial.ExperimentResults.OfGuardRail;
import io.tierwise.campaign.trial.ExperimentResults.OfMetric;
import io.tierwise.campaign.trial.ExperimentResults.Verdict;
import io.tierwise.statistics.Difference;
import io.tierwise.statistics.Interval;
import io.tierwise.statistics.MixtureSprt;
import io.tierwise.statistics.NewcombeInterval;
import io.tierwise.statistics.Sample;
import io.tierwise.statistics.SampleRatio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns what the exposed did into results and a verdict. */
final class Analysis {
  private static final long SEED = 20_261_122;
  private static final double SURELY_BEST = 0.99;
  private final Experiment experiment;
  private final ExperimentDesign design;
  private final Map<Metric, Sample[]> samples;
  private final long[] units;

  Analysis(Experiment experiment, Map<Metric, Sample[]> samples) {
    this.experiment = experiment;
    this.design = experiment.design();
    this.samples = samples;
    this.units = Arrays.stream(of(design.metric())).mapToLong(Sample::count).toArray();
  }

  private Sample[] of(Metric metric) {
    return Objects.requireNonNull(samples.get(metric));
  }

  ExperimentResults results() {
    Double ratio = design.mode() == Mode.FIXED ? SampleRatio.pValue(units, design.shares()) : null;
    boolean alarm = ratio != null && ratio < SampleRatio.ALARM;
    List<OfMetric> metrics = Arrays.stream(Metric.values()).map(this::metric).toList();
    List<OfGuardRail> rails = design.guardRails().stream().flatMap(r -> rail(r).stream()).toList();
    List<Double> best = Arrays.stream(bestProbabilities()).boxed().toList();
    return new ExperimentResults(
        experiment,
        Arrays.stream(units).boxed().toList(),
        ratio,
        alarm,
        metrics,
        rails,
        best,
        verdict(alarm, metrics, rails, best));
  }

  private OfMetric metric(Metric metric) {
    Sample[] arms = of(metric);
    return new OfMetric(
        metric,
        metric == design.metric(),
        Arrays.stream(arms).map(arm -> arm.count() == 0 ? 0 : arm.mean()).toList(),
        IntStream.range(1, arms.length)
            .filter(i -> arms[0].count() > 1 && arms[i].count() > 1)
            .mapToObj(i -> comparison(metric, i, arms[i], arms[0]))
            .toList());
  }

  private Comparison comparison(Metric metric, int variant, Sample treated, Sample control) {
    Difference plain = Difference.welch(treated, control);
    Difference adjusted = Difference.cuped(treated, control);
    MixtureSprt test = new MixtureSprt(spread(metric, control));
    boolean early = isEarly(treated, control);
    return new Comparison(
        design.variants().get(variant).name(),
        plain.estimate(),
        metric.isShare()
            ? NewcombeInterval.ofDifferenceAt(
                design.alphaEach(),
                Math.round(treated.sum()),
                treated.count(),
                Math.round(control.sum()),
                control.count())
            : plain.interval(design.alphaEach()),
        adjusted.estimate(),
        adjusted.interval(design.alphaEach()),
        adjusted.variance() > 0
            ? test.interval(adjusted, design.alphaEach())
            : new Interval(adjusted.estimate(), adjusted.estimate()),
        early ? 1 : test.pValue(adjusted));
  }

  private static boolean isEarly(Sample treated, Sample control) {
    return Math.min(treated.count(), control.count()) < MixtureSprt.LEAST_UNITS;
  }

  /**
   * Of the deciding metric as planned; of others what a guard rail asks, or a tenth of a unit's.
   */
  private double spread(Metric metric, Sample control) {
    if (metric == design.metric()) {
      return design.minimumEffect();
    }
    return design.guardRails().stream()
        .filter(rail -> rail.metric() == metric && rail.mostHarm() > 0)
        .mapToDouble(GuardRail::mostHarm)
        .findFirst()
        .orElse(Math.max(1e-6, Math.sqrt(control.variance()) / 10));
  }

  private List<OfGuardRail> rail(GuardRail rail) {
    List<OfGuardRail> results = new ArrayList<>();
    Sample[] arms = of(rail.metric());
    for (int i = 1; i < arms.length; i++) {
      boolean breached = false;
      if (!isEarly(arms[i], arms[0])) {
        Interval interval = comparison(rail.metric(), i, arms[i], arms[0]).sequentialInterval();
        breached =
            rail.metric().moreIsBetter()
                ? interval.high() < -rail.mostHarm()
                : interval.low() > rail.mostHarm();
      }
      results.add(
          new OfGuardRail(
              rail.metric(), rail.mostHarm(), design.variants().get(i).name(), breached));
    }
    return results;
  }

  double[] bestProbabilities() {
    return ThompsonShares.bestProbabilities(signed(), design.metric().isShare(), SEED);
  }

  double[] thompsonShares(double least) {
    return ThompsonShares.of(signed(), design.metric().isShare(), least, SEED);
  }

  /** So that more is better. */
  private Sample[] signed() {
    Sample[] arms = of(design.metric());
    return design.metric().moreIsBetter()
        ? arms
        : Arrays.stream(arms)
            .map(arm -> Sample.of(arm.count(), -arm.sum(), arm.squares()))
            .toArray(Sample[]::new);
  }

  private Verdict verdict(
      boolean alarm, List<OfMetric> metrics, List<OfGuardRail> rails, List<Double> best) {
    if (alarm) {
      return new Verdict(
          Kind.SAMPLE_RATIO_MISMATCH,
          null,
          "The counts of units do not fit the shares: something loses units of a variant. Find it"
              + " before you read anything else here.");
    }
    for (OfGuardRail rail : rails) {
      if (rail.breached()) {
        return new Verdict(
            Kind.GUARD_RAIL_BREACHED,
            null,
            rail.variant() + " harms " + rail.metric().id() + " more than was accepted.");
      }
    }
    Sample[] arms = of(design.metric());
    if (Arrays.stream(arms).anyMatch(arm -> arm.count() < MixtureSprt.LEAST_UNITS)) {
      return new Verdict(
          Kind.TOO_EARLY,
          null,
          "Fewer than " + MixtureSprt.LEAST_UNITS + " units are in one of the variants.");
    }
    String winner = design.mode() == Mode.THOMPSON ? surelyBest(best) : winner(metrics);
    return winner == null
        ? new Verdict(Kind.UNDECIDED, null, "No variant is proven better so far.")
        : new Verdict(Kind.WINNER, winner, reason(winner));
  }

  private String reason(String winner) {
    return design.mode() == Mode.THOMPSON
        ? String.format(
            Locale.ROOT, "%s is the best with more than %.0f %%.", winner, 100 * SURELY_BEST)
        : String.format(
            Locale.ROOT,
            "%s is better in %s; such a verdict is wrong in at most %.1f %% of experiments, however"
                + " often one looks.",
            winner,
            design.metric().id(),
            100 * design.alpha());
  }

  private @Nullable String surelyBest(List<Double> best) {
    return IntStream.range(0, best.size())
        .filter(i -> best.get(i) > SURELY_BEST)
        .mapToObj(i -> design.variants().get(i).name())
        .findFirst()
        .orElse(null);
  }

  /** The best of those that surely beat the control; the control if it beats all others. */
  private @Nullable String winner(List<OfMetric> metrics) {
    List<Comparison> comparisons =
        metrics.stream().filter(OfMetric::decides).findFirst().orElseThrow().comparisons();
    double sign = design.metric().moreIsBetter() ? 1 : -1;
    String winner = null;
    double most = 0;
    int worse = 0;
    for (Comparison comparison : comparisons) {
      if (comparison.sequentialPValue() < design.alphaEach()) {
        double gain = sign * comparison.adjusted();
        worse += gain < 0 ? 1 : 0;
        if (gain > most) {
          most = gain;
          winner = comparison.variant();
        }
      }
    }
    return winner == null && worse == design.variants().size() - 1
        ? design.variants().getFirst().name()
        : winner;
  }
}
