package io.tierwise.segmentation.value;

import io.tierwise.segmentation.run.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: all fits. Every transition is one guarded statement. */
public interface ClvFits {
  /**
   * @return empty if {@code maxQueued} fits wait already
   */
  Optional<ClvFit> create(
      ClvParameters parameters, String codeVersion, String createdBy, Instant at, int maxQueued);

  Optional<ClvFit> find(UUID id);

  /**
   * Newest first.
   *
   * @param before the last fit of the previous page
   */
  List<ClvFit> list(@Nullable UUID before, int limit);

  /** Takes the oldest fit that waits, or that was left behind by an owner who died. */
  Optional<ClvFit> claim(String owner, Instant at, Duration lease);

  /** Keeps a claimed fit its owner's until the lease is closed. */
  Lease hold(UUID id, String owner, Duration lease, Clock clock);

  /**
   * Prolongs the lease as well.
   *
   * @return false if the fit is no longer the owner's to carry on
   */
  boolean progress(UUID id, String owner, String stage, double progress, Instant leaseUntil);

  void timing(UUID id, String stage, Duration took);

  /**
   * Makes the fit the live one in place of another, inside a transaction.
   *
   * @return false if the fit is no longer the owner's
   */
  boolean goLive(UUID id, String owner, LiveClv model, Instant at);

  /** Keeps what was found by a fit that is over or live. */
  void result(UUID id, ClvResult result);

  /**
   * @param state how it ends without going live
   */
  void end(UUID id, String owner, ClvState state, String reason, Instant at);

  Optional<UUID> liveId();

  Optional<LiveClv> model(UUID id);
}
