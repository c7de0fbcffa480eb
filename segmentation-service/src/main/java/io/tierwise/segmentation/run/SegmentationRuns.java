package io.tierwise.segmentation.run;

import io.tierwise.segmentation.tier.TieringModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Port: all runs. Every transition is one guarded statement, so that two callers cannot both win.
 */
public interface SegmentationRuns {
  /**
   * @return empty if {@code maxQueued} runs wait already
   */
  Optional<SegmentationRun> create(
      RunParameters parameters, String codeVersion, String createdBy, Instant at, int maxQueued);

  Optional<SegmentationRun> find(UUID id);

  /**
   * Newest first.
   *
   * @param before the last run of the previous page
   */
  List<SegmentationRun> list(@Nullable UUID before, int limit);

  /** Takes the oldest run that waits, or that was left behind by an owner who died. */
  Optional<SegmentationRun> claim(String owner, Instant at, Duration lease);

  /** Keeps a claimed run its owner's until the lease is closed. */
  Lease hold(UUID id, String owner, Duration lease, Clock clock);

  /**
   * Prolongs the lease as well.
   *
   * @return false if the run is no longer the owner's to carry on
   */
  boolean progress(UUID id, String owner, String stage, double progress, Instant leaseUntil);

  /**
   * Stores everything and makes the run a draft, or does nothing.
   *
   * @return false if the run is no longer the owner's to carry on
   */
  boolean complete(
      UUID id,
      String owner,
      RunResult result,
      TieringModel model,
      PlacedCustomers placed,
      Instant at);

  void timing(UUID id, String stage, Duration took);

  void fail(UUID id, String owner, String reason, Instant at);

  /**
   * @return false if it was not queued or running
   */
  boolean cancel(UUID id, Instant at);

  Optional<UUID> publishedId();

  Optional<TieringModel> model(UUID id);

  /**
   * Publishes a run in place of another.
   *
   * @param from the state that the run must be in
   * @param replaced the run that must be the published one; null if none may be
   * @param becomes what the replaced run is then
   * @return false if either is not so
   */
  boolean publish(UUID id, RunState from, @Nullable UUID replaced, RunState becomes, Instant at);

  /** The run that was published before the one that is published now. */
  Optional<UUID> previouslyPublished();

  /** The oldest draft that is to publish itself and of which nobody has decided. */
  Optional<SegmentationRun> undecided();

  void decided(UUID id, RunAssessment.Decision decision);

  /**
   * Archives the oldest run with a result that is not one of the newest, the published one or the
   * one before it, and drops who was where.
   *
   * @return false if there is none
   */
  boolean archiveOldest(int keep);

  /** Keeps how many assignments the publication changed. */
  void published(UUID id, long changed);
}
