package io.tierwise.ingest.imports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An import as the API shows it. */
@Schema(name = "Import")
record ImportView(
    UUID id,
    ImportJob.State state,
    double progress,
    String format,
    @Nullable String note,
    File file,
    Counts counts,
    Timings timings,
    String createdBy,
    @Nullable String trouble) {
  /**
   * @param readBytes of it; some of them ahead of what is done
   */
  @Schema(name = "ImportFile")
  record File(long bytes, long readBytes, String sha256) {}

  /**
   * @param line the last one that is done
   * @param events that are done: the accepted and the rejected
   * @param reasons rejected events by first reason
   */
  @Schema(name = "ImportCounts")
  record Counts(long line, long events, long accepted, long rejected, Map<String, Long> reasons) {}

  /**
   * @param busyMs spent on it
   * @param eventsPerSecond of that time
   */
  @Schema(name = "ImportTimings")
  record Timings(
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      long busyMs,
      long eventsPerSecond) {}

  static ImportView of(ImportJob job) {
    ImportJob.Done done = job.done();
    long busy = job.busy().toMillis();
    return new ImportView(
        job.id(),
        job.state(),
        job.progress(),
        job.format().label(),
        job.note(),
        new File(job.size(), Math.min(done.readBytes(), job.size()), job.sha256()),
        new Counts(
            done.line(),
            done.position(),
            done.accepted(),
            done.rejected(),
            new TreeMap<>(done.reasons())),
        new Timings(
            job.createdAt(),
            job.startedAt(),
            job.finishedAt(),
            busy,
            busy == 0 ? 0 : done.position() * 1_000 / busy),
        job.createdBy(),
        job.trouble());
  }
}
