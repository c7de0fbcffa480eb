package io.tierwise.ingest.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The import of one file.
 *
 * @param size bytes of the file, as it was sent
 * @param sha256 of the same, in hexadecimal digits
 * @param done how far it is
 * @param busy time that was spent on it, waiting in the queue left out
 * @param trouble why it failed, or what it waits for
 */
record ImportJob(
    UUID id,
    State state,
    ImportFormat format,
    @Nullable String note,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    long size,
    String sha256,
    Done done,
    Duration busy,
    @Nullable String trouble) {
  enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    boolean isFinished() {
      return this != QUEUED && this != RUNNING;
    }
  }

  /**
   * What the broker has acknowledged.
   *
   * @param position records of the file
   * @param readBytes of the file; a compressed one is read ahead
   * @param line the last one
   * @param reasons first reason of rejected events to their number
   */
  record Done(
      long position,
      long readBytes,
      long line,
      long accepted,
      long rejected,
      Map<String, Long> reasons) {
    Done {
      reasons = Map.copyOf(reasons);
    }
  }

  /** From 0 to 1, by bytes of the file. */
  double progress() {
    if (state == State.SUCCEEDED) {
      return 1;
    }
    return size == 0 ? 0 : Math.min(1, (double) done.readBytes() / size);
  }
}
