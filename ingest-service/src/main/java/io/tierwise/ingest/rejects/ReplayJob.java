package io.tierwise.ingest.rejects;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay of all rejected events that a filter finds.
 *
 * @param again whether those that were accepted already are offered once more
 * @param position the last event that is done, in the order of arrival
 * @param upto the last event of the job
 * @param total that the filter found when the job was made
 * @param rejected again
 * @param skipped that cannot be replayed as they are
 * @param trouble that it waits for to end
 */
record ReplayJob(
    UUID id,
    State state,
    RejectionFilter filter,
    boolean again,
    @Nullable String note,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    long position,
    long upto,
    long total,
    long accepted,
    long rejected,
    long skipped,
    @Nullable String trouble) {
  enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /** From 0 to 1. */
  double progress() {
    long done = accepted + rejected + skipped;
    return state == State.SUCCEEDED ? 1 : total == 0 ? 0 : Math.min(1, (double) done / total);
  }
}
