package io.tierwise.segmentation.run;

import io.tierwise.segmentation.clustering.FeatureDistribution;
import io.tierwise.segmentation.clustering.FeatureMatrix;
import io.tierwise.segmentation.clustering.FitParameters;
import io.tierwise.segmentation.clustering.Stability;
import io.tierwise.segmentation.clustering.TieringEngine;
import io.tierwise.segmentation.clustering.TieringFit;
import io.tierwise.segmentation.customer.CustomerTable;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.rfm.RfmScorer;
import io.tierwise.segmentation.rfm.SegmentGrid;
import io.tierwise.segmentation.tier.TierPolicy;
import io.tierwise.segmentation.tier.TieringModel;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/** Carries out queued runs, one at a time, from reading the features to a draft. */
public final class RunSegmentation {
  private final SegmentationRuns runs;
  private final CustomerFeatures features;
  private final TierPolicies policies;
  private final TierLabels labels;
  private final Map<String, TieringEngine> engines;
  private final SegmentGrid grid;
  private final RunObserver observer;
  private final RunDefaults defaults;
  private final String owner;
  private final Clock clock;

  /**
   * @param owner name of this process, under which it holds runs
   */
  public RunSegmentation(
      SegmentationRuns runs,
      CustomerFeatures features,
      TierPolicies policies,
      TierLabels labels,
      Map<String, TieringEngine> engines,
      SegmentGrid grid,
      RunObserver observer,
      RunDefaults defaults,
      String owner,
      Clock clock) {
    this.runs = runs;
    this.features = features;
    this.policies = policies;
    this.labels = labels;
    this.engines = Map.copyOf(engines);
    this.grid = grid;
    this.observer = observer;
    this.defaults = defaults;
    this.owner = owner;
    this.clock = clock;
  }

  /**
   * @return whether there was a run to carry out
   */
  public boolean runNext() {
    Optional<SegmentationRun> claimed = runs.claim(owner, clock.instant(), defaults.lease());
    claimed.ifPresent(this::carryOut);
    return claimed.isPresent();
  }

  private void carryOut(SegmentationRun run) {
    RunStopwatch stopwatch =
        new RunStopwatch(run.id(), owner, runs, observer, defaults.lease(), clock);
    try (Lease held = runs.hold(run.id(), owner, defaults.lease(), clock)) {
      segment(run, stopwatch);
      observer.runFinished(RunState.DRAFT);
    } catch (RunInterrupted e) {
      observer.runFinished(RunState.CANCELLED);
    } catch (IllegalArgumentException refused) {
      // The data or the policy does not allow what was asked for; the message says why.
      runs.fail(run.id(), owner, String.valueOf(refused.getMessage()), clock.instant());
      observer.runFinished(RunState.FAILED);
    } catch (RuntimeException fault) {
      runs.fail(run.id(), owner, "Unexpected: " + fault, clock.instant());
      observer.runFinished(RunState.FAILED);
      throw fault;
    }
  }

  private void segment(SegmentationRun run, RunStopwatch stopwatch) {
    RunParameters parameters = run.parameters();
    Instant readAt = clock.instant();
    CustomerTable everybody = stopwatch.stage("read", 0.02, features::all);
    int[] buyers = everybody.buyers();
    Instant asOf = asOf(parameters, everybody, readAt);
    ExpectedValues values = ExpectedValues.of(everybody, buyers);
    TierPolicy policy = policies.current();
    FeatureMatrix matrix =
        labelled(
            FeatureMatrix.of(everybody, buyers, parameters.features(), asOf, values.each()),
            row -> everybody.userId(buyers[row]),
            parameters,
            policy);
    TieringEngine engine = engine(parameters);
    FitParameters asked = asked(parameters, policy);
    TieringFit fit =
        stopwatch.stage(
            "fit",
            0.1,
            () -> engine.fit(matrix, asked, f -> stopwatch.reached("fit", 0.1 + 0.5 * f)));
    Optional<Stability> stability =
        stopwatch.stage(
            "stability",
            0.6,
            () ->
                Stability.of(
                    engine,
                    fit.model(),
                    matrix,
                    asked,
                    f -> stopwatch.reached("stability", 0.6 + 0.1 * f)));
    TieringModel model =
        stopwatch.stage("score", 0.7, () -> model(fit, policy, everybody, buyers, asOf));
    RunSummary summary =
        new RunSummary(
            model,
            fit,
            policy.version(),
            readAt,
            stability.orElse(null),
            publishedBefore(),
            values.basis());
    RunResult result = stopwatch.stage("assign", 0.75, () -> summary.of(everybody, matrix));
    PlacedCustomers placed = new PlacedCustomers(everybody, model);
    stopwatch.stage(
        "store",
        0.8,
        () -> {
          if (!runs.complete(run.id(), owner, result, model, placed, clock.instant())) {
            throw new RunInterrupted();
          }
          return true;
        });
  }

  /** The latest activity in the data, so that a history loaded later is not taken for dead. */
  private static Instant asOf(RunParameters parameters, CustomerTable everybody, Instant now) {
    return Objects.requireNonNullElseGet(
        parameters.asOf(), () -> Objects.requireNonNullElse(everybody.latestActivity(now), now));
  }

  private List<FeatureDistribution> publishedBefore() {
    return runs.publishedId()
        .flatMap(runs::find)
        .map(SegmentationRun::result)
        .map(RunResult::distributions)
        .orElse(List.of());
  }

  private FeatureMatrix labelled(
      FeatureMatrix matrix,
      IntFunction<String> customers,
      RunParameters parameters,
      TierPolicy policy) {
    return EngineRules.takesLabels(parameters)
        ? LabelledTiers.on(matrix, customers, labels.all(), policy)
        : matrix;
  }

  private TieringEngine engine(RunParameters parameters) {
    TieringEngine engine = engines.get(parameters.engine());
    if (engine == null) {
      throw new IllegalArgumentException("There is no engine '" + parameters.engine() + "'");
    }
    return engine;
  }

  private FitParameters asked(RunParameters parameters, TierPolicy policy) {
    return new FitParameters(
        parameters.k(),
        Math.min(defaults.maxTiers(), policy.tiers().size()),
        defaults.restarts(),
        defaults.fitSample(),
        defaults.silhouetteSample(),
        parameters.seed(),
        parameters.preparation(),
        parameters.options());
  }

  private TieringModel model(
      TieringFit fit, TierPolicy policy, CustomerTable everybody, int[] buyers, Instant asOf) {
    FeatureMatrix rfm =
        FeatureMatrix.of(everybody, buyers, TieringFeature.RFM, asOf, new double[buyers.length]);
    RfmScorer scorer = RfmScorer.fit(rfm.column(0), rfm.column(1), rfm.column(2));
    return new TieringModel(asOf, fit.model(), scorer, grid, policy.namesFor(fit.model().k()));
  }
}
