package io.tierwise.segmentation.fairness;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An audit of a run by one attribute, from request to result. */
public record FairnessAudit(
    UUID id,
    State state,
    FairnessParameters parameters,
    String createdBy,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable FairnessResult result,
    @Nullable String failure) {
  /** The life of an audit. */
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
  }
}
