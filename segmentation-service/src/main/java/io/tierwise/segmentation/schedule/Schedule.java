package io.tierwise.segmentation.schedule;

import io.tierwise.segmentation.run.RunParameters;
import io.tierwise.segmentation.value.ClvParameters;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that comes round.
 *
 * @param cron six fields: second, minute, hour, day of month, month, day of week
 * @param nextAt null if the expression names no instant to come
 * @param lastError why the job could not be queued when it was last due
 */
public record Schedule(
    String name,
    String cron,
    ZoneId zone,
    Job job,
    String createdBy,
    Instant updatedAt,
    @Nullable Instant nextAt,
    @Nullable Instant lastAt,
    @Nullable UUID lastJob,
    @Nullable String lastError) {

  /** What is queued when a schedule is due. */
  public sealed interface Job {
    record Run(RunParameters parameters) implements Job {}

    record Fit(ClvParameters parameters) implements Job {}
  }
}
