package io.tierwise.segmentation.run;

import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.tier.TierAssignment;
import io.tierwise.segmentation.tier.TieringModel;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a run the one that counts. Everybody's assignment, the states of both runs and the queue
 * for the topic change together or not at all. A run whose preview compared with another run than
 * the one published now is refused: its analyst has not seen what would happen.
 */
public final class PublishRun {
  private final SegmentationRuns runs;
  private final CustomerFeatures features;
  private final TierAssignments assignments;
  private final UnitOfWork work;
  private final WorkSignal signal;
  private final RunObserver observer;
  private final Clock clock;

  public PublishRun(
      SegmentationRuns runs,
      CustomerFeatures features,
      TierAssignments assignments,
      UnitOfWork work,
      WorkSignal signal,
      RunObserver observer,
      Clock clock) {
    this.runs = runs;
    this.features = features;
    this.assignments = assignments;
    this.work = work;
    this.signal = signal;
    this.observer = observer;
    this.clock = clock;
  }

  /**
   * Which run the caller believes to be published.
   *
   * @param runId null for none
   */
  public record Expected(@Nullable UUID runId) {}

  /** What became of a publication. */
  public sealed interface Outcome {
    record Published(SegmentationRun run) implements Outcome {}

    record Unknown() implements Outcome {}

    record WrongState(RunState state) implements Outcome {}

    /**
     * @param published the run that is published now, if any
     */
    record Overtaken(@Nullable UUID published) implements Outcome {}
  }

  /**
   * Publishes a draft.
   *
   * @param expected null for the run that the draft's preview compared with
   */
  public Outcome publish(UUID id, @Nullable Expected expected) {
    return switchTo(id, Set.of(RunState.DRAFT), RunState.SUPERSEDED, expected);
  }

  /**
   * Publishes a run again that was published before.
   *
   * @param expected null for whatever is published now
   */
  public Outcome rollBackTo(UUID id, @Nullable Expected expected) {
    return switchTo(
        id, Set.of(RunState.SUPERSEDED, RunState.ROLLED_BACK), RunState.ROLLED_BACK, expected);
  }

  /**
   * Undoes the last publication.
   *
   * @param expected null for whatever is published now
   * @return {@link Outcome.Unknown} if there is no run to go back to
   */
  public Outcome rollBack(@Nullable Expected expected) {
    Optional<UUID> previous = runs.previouslyPublished();
    UUID current = runs.publishedId().orElse(null);
    return previous.isEmpty()
        ? new Outcome.Unknown()
        : rollBackTo(previous.get(), expected == null ? new Expected(current) : expected);
  }

  private Outcome switchTo(
      UUID id, Set<RunState> from, RunState becomes, @Nullable Expected expected) {
    Outcome outcome = work.inLongTransaction(() -> attempt(id, from, becomes, expected));
    if (outcome instanceof Outcome.Published) {
      signal.assignmentsWaiting();
    }
    return outcome;
  }

  private Outcome attempt(
      UUID id, Set<RunState> from, RunState becomes, @Nullable Expected expected) {
    assignments.lockForPublication();
    Optional<SegmentationRun> found = runs.find(id);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    SegmentationRun run = found.get();
    if (!from.contains(run.state())) {
      return new Outcome.WrongState(run.state());
    }
    UUID current = runs.publishedId().orElse(null);
    if (!Objects.equals(current, believed(run, expected, current))
        || !runs.publish(id, run.state(), current, becomes, clock.instant())) {
      return new Outcome.Overtaken(current);
    }
    int changed = place(id);
    runs.published(id, changed);
    observer.assignmentsChanged(TierAssignments.Cause.RUN, changed);
    return new Outcome.Published(runs.find(id).orElseThrow());
  }

  private static @Nullable UUID believed(
      SegmentationRun run, @Nullable Expected expected, @Nullable UUID current) {
    if (expected != null) {
      return expected.runId();
    }
    return run.state() == RunState.DRAFT ? run.baseline() : current;
  }

  /** Who changed since the run read its data is judged by what is known of them now. */
  private int place(UUID id) {
    Instant now = clock.instant();
    TieringModel model = runs.model(id).orElseThrow();
    List<Customer> changed = features.changedSince(id);
    List<TierAssignment> fresh =
        changed.stream().map(c -> model.assign(c, model.referenceFor(c))).toList();
    return assignments.adopt(id, now)
        + assignments.place(id, fresh, TierAssignments.Cause.RUN, now);
  }
}
