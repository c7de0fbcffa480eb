package io.tierwise.ingest.imports;

import io.tierwise.starter.problem.ProblemException;
import java.time.Clock;

/** Ends an import before its time. */
final class CancelImport {
  private final ImportJobs jobs;
  private final Spool spool;
  private final Clock clock;

  CancelImport(ImportJobs jobs, Spool spool, Clock clock) {
    this.jobs = jobs;
    this.spool = spool;
    this.clock = clock;
  }

  ImportJob of(ImportJob job) {
    if (!jobs.cancel(job.id(), clock.instant())) {
      throw ProblemException.conflict(
          "not-cancellable", "The import has ended: " + now(job).state());
    }
    // One that runs goes on reading what is open, and ends by itself.
    spool.delete(job.id());
    return now(job);
  }

  private ImportJob now(ImportJob job) {
    return jobs.find(job.id()).orElse(job);
  }
}
