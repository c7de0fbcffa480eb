package io.tierwise.segmentation.run;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Queues a run. */
public final class CreateRun {
  private final SegmentationRuns runs;
  private final TierPolicies policies;
  private final Set<String> engines;
  private final WorkSignal signal;
  private final RunDefaults defaults;
  private final Clock clock;

  public CreateRun(
      SegmentationRuns runs,
      TierPolicies policies,
      Set<String> engines,
      WorkSignal signal,
      RunDefaults defaults,
      Clock clock) {
    this.runs = runs;
    this.policies = policies;
    this.engines = Set.copyOf(engines);
    this.signal = signal;
    this.defaults = defaults;
    this.clock = clock;
  }

  /** What became of a request. */
  public sealed interface Outcome {
    record Created(SegmentationRun run) implements Outcome {}

    record Invalid(String field, String reason) implements Outcome {}

    record TooMany(int queued) implements Outcome {}
  }

  public Outcome create(RunParameters parameters, String createdBy) {
    Instant now = clock.instant();
    Optional<Outcome> refused = check(parameters, now);
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

  private Optional<Outcome> check(RunParameters parameters, Instant now) {
    if (!engines.contains(parameters.engine())) {
      return invalid("engine", "'" + parameters.engine() + "' is not one of " + engines);
    }
    if (parameters.features().isEmpty()) {
      return invalid("features", "at least one is needed");
    }
    if (parameters.features().stream().distinct().count() < parameters.features().size()) {
      return invalid("features", "a feature is named twice");
    }
    if (parameters.asOf() != null && parameters.asOf().isAfter(now)) {
      return invalid("asOf", parameters.asOf() + " is in the future");
    }
    Integer k = parameters.k();
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

  private static Optional<Outcome> invalid(String field, String reason) {
    return Optional.of(new Outcome.Invalid(field, reason));
  }
}
