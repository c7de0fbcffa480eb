package io.tierwise.campaign.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An allocation as a job.
 *
 * @param progress 0..1
 * @param failure why it failed; null unless it did
 */
public record AllocationRun(
    String id,
    State state,
    double progress,
    AllocationRequest request,
    @Nullable AllocationResult result,
    @Nullable String failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {
  public enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED
  }
}
