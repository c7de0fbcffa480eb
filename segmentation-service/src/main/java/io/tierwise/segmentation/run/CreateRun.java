package io.tierwise.segmentation.run;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Queues a run. */
public final class CreateRun {
  private final SegmentationRuns runs;
  private final CustomerFeatures features;
  private final TierPolicies policies;
  private final Set<String> engines;
  private final WorkSignal signal;
  private final RunDefaults defaults;
  private final Clock clock;

  public CreateRun(
      SegmentationRuns runs,
      CustomerFeatures features,
      TierPolicies policies,
      Set<String> engines,
      WorkSignal signal,
      RunDefaults defaults,
      Clock clock) {
    this.runs = runs;
    this.features = features;
    this.policies = policies;
    this.engines = Set.copyOf(engines);
    this.signal = signal;
    this.defaults = defaults;
    this.clock = clock;
  }

  /** What became of a request. */
  public sealed interface Outcome {
    record Created(SegmentationRun run) implements Outcome {}

    record Invalid(String field, String code, String reason) implements Outcome {}

    record TooMany(int queued) implements Outcome {}
  }

  /**
   * @return why such a run would be refused now; empty if it would not
   */
  public Optional<Outcome.Invalid> refusal(RunParameters parameters) {
    return check(parameters, clock.instant());
  }

  public Outcome create(RunParameters parameters, String createdBy) {
    Instant now = clock.instant();
    Optional<Outcome.Invalid> refused = check(parameters, now);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<SegmentationRun> created =
        runs.create(parameters, defaults.codeVersion(), createdBy, now, defaults.maxQueued());
    created.ifPresent(run -> signal.runQueued());
    return created
        .<Outcome>map(Outcome.Created::new)
        .orElseGet(() -> new Outcome.TooMany(defaults.maxQueued()));
  }

  private Optional<Outcome.Invalid> check(RunParameters parameters, Instant now) {
    if (!engines.contains(parameters.engine())) {
      return invalid("engine", "'" + parameters.engine() + "' is not one of " + engines);
    }
    if (parameters.features().isEmpty()) {
      return invalid("features", "at least one is needed");
    }
    if (parameters.features().stream().distinct().count() < parameters.features().size()) {
      return invalid("features", "a feature is named twice");
    }
    Optional<Outcome.Invalid> impossible = checkTime(parameters.asOf(), now);
    if (impossible.isPresent()) {
      return impossible;
    }
    Optional<Outcome.Invalid> unfit = EngineRules.check(parameters).map(CreateRun::invalid);
    if (unfit.isPresent()) {
      return unfit;
    }
    Integer k = EngineRules.tiers(parameters);
    if (k != null) {
      if (k < 2) {
        return invalid("k", k + " is below 2");
      }
      try {
        policies.current().namesFor(k);
      } catch (IllegalArgumentException tooFewNames) {
        return invalid("k", String.valueOf(tooFewNames.getMessage()));
      }
    }
    return Optional.empty();
  }

  /** Features are as of now: what was done later than {@code asOf} cannot be taken out of them. */
  private Optional<Outcome.Invalid> checkTime(@Nullable Instant asOf, Instant now) {
    if (asOf == null) {
      return Optional.empty();
    }
    if (asOf.isAfter(now)) {
      return Optional.of(new Outcome.Invalid("asOf", "in-the-future", asOf + " is in the future"));
    }
    return features
        .latestActivity(now)
        .filter(asOf::isBefore)
        .map(
            earliest ->
                new Outcome.Invalid(
                    "asOf",
                    "before-latest-activity",
                    "the features have all orders up to now, and those after %s cannot be taken out; the earliest possible is the latest activity, %s"
                        .formatted(asOf, earliest)));
  }

  private static Outcome.Invalid invalid(EngineRules.Misfit misfit) {
    return new Outcome.Invalid(misfit.field(), "invalid", misfit.reason());
  }

  private static Optional<Outcome.Invalid> invalid(String field, String reason) {
    return Optional.of(new Outcome.Invalid(field, "invalid", reason));
  }
}
