package io.tierwise.ingest.imports;

import io.tierwise.ingest.IngestDatabase;
import io.tierwise.ingest.JobThread;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Runs imports one after the other, and clears away what they leave. */
final class ImportsWorker implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(ImportsWorker.class);
  private static final Duration SWEEP = Duration.ofMinutes(10);

  /** A file is there before its row is; and it may still be coming in. */
  private static final Duration GRACE = Duration.ofHours(1);

  private final IngestDatabase database;
  private final RunImports imports;
  private final ImportJobs jobs;
  private final Spool spool;
  private final Duration retention;
  private final Clock clock;
  private final JobThread thread;
  private Instant nextSweep = Instant.MIN;

  ImportsWorker(
      IngestDatabase database,
      RunImports imports,
      ImportJobs jobs,
      Spool spool,
      ImportsProperties properties,
      Clock clock) {
    this.database = database;
    this.imports = imports;
    this.jobs = jobs;
    this.spool = spool;
    this.retention = properties.retention();
    this.clock = clock;
    this.thread = new JobThread("imports", properties.poll(), this::step);
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    thread.start();
  }

  void wake() {
    thread.wake();
  }

  private boolean step() {
    if (!database.isReady()) {
      return false;
    }
    if (imports.step(thread)) {
      return true;
    }
    sweep();
    return false;
  }

  private void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(nextSweep)) {
      return;
    }
    spool.deletePartsBefore(now.minus(GRACE));
    Set<UUID> orphans = new HashSet<>(spool.heldSince(now.minus(GRACE)));
    orphans.removeAll(jobs.unfinished(orphans));
    orphans.forEach(spool::delete);
    jobs.deleteBefore(now.minus(retention));
    nextSweep = now.plus(SWEEP);
  }

  @Override
  public void destroy() throws InterruptedException {
    if (thread.stop() && database.isReady()) {
      try {
        imports.release();
      } catch (RuntimeException e) {
        log.atInfo().log("an import stays leased for a while");
      }
    }
  }
}
