package io.tierwise.segmentation.propensity;

import io.tierwise.segmentation.run.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: all models. Every transition is one guarded statement. */
public interface PropensityModels {
  /**
   * @return empty if {@code maxQueued} models wait already
   */
  Optional<RegisteredModel> create(
      ModelParameters parameters, String codeVersion, String createdBy, Instant at, int maxQueued);

  Optional<RegisteredModel> find(UUID id);

  /**
   * Newest first.
   *
   * @param target null for all
   * @param before the last model of the previous page
   */
  List<RegisteredModel> list(@Nullable Target target, @Nullable UUID before, int limit);

  /** Takes the oldest model that waits, or that was left behind by an owner who died. */
  Optional<RegisteredModel> claim(String owner, Instant at, Duration lease);

  /** Keeps a claimed model its owner's until the lease is closed. */
  Lease hold(UUID id, String owner, Duration lease, Clock clock);

  /**
   * Prolongs the lease as well.
   *
   * @return false if the model is no longer the owner's to carry on
   */
  boolean progress(UUID id, String owner, String stage, double progress, Instant leaseUntil);

  void timing(UUID id, String stage, Duration took);

  /**
   * @param state {@link ModelState#READY} or {@link ModelState#REFUSED}
   * @param reason null for a ready one
   * @return false if the model is no longer the owner's
   */
  boolean complete(
      UUID id,
      String owner,
      ModelState state,
      ModelResult result,
      PropensityModel model,
      @Nullable String reason,
      Instant at);

  void fail(UUID id, String owner, String reason, Instant at);

  /**
   * @return false if it was over already
   */
  boolean cancel(UUID id, Instant at);

  /**
   * Makes a model the live one of its target in place of another, inside a transaction.
   *
   * @return false if it cannot be promoted
   */
  boolean promote(UUID id, Target target, Instant at);

  /** The live models, one a target at most. */
  List<LiveModel.Id> live();

  Optional<LiveModel> model(UUID id);
}
