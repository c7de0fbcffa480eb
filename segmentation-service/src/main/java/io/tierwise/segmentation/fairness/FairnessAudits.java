package io.tierwise.segmentation.fairness;

import io.tierwise.segmentation.run.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Port: all audits, kept with their runs. */
public interface FairnessAudits {
  /**
   * @return empty if {@code maxQueued} audits wait already
   */
  Optional<FairnessAudit> create(
      FairnessParameters parameters,
      String codeVersion,
      String createdBy,
      Instant at,
      int maxQueued);

  /** The newest of a run by an attribute. */
  Optional<FairnessAudit> latest(UUID runId, Attribute attribute);

  /** The newest by each attribute that has a result. */
  List<FairnessAudit> results(UUID runId);

  /** Takes the oldest audit that waits, or that was left behind by an owner who died. */
  Optional<FairnessAudit> claim(String owner, Instant at, Duration lease);

  /** Prolongs the lease from time to time until it is closed. */
  Lease hold(UUID id, String owner, Duration lease, Clock clock);

  void done(UUID id, String owner, FairnessResult result, Instant at);

  void fail(UUID id, String owner, String reason, Instant at);
}
