package io.tierwise.ingest.imports;

import io.tierwise.starter.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Progress of imports as server-sent events. The database is asked, because the import may be
 * carried out by another process.
 */
final class ImportStreams {
  private static final int MAX_STREAMS = 50;
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final long POLL_MS = 300;
  private static final int POLLS_PER_KEEP_ALIVE = 50;
  private final ImportJobs jobs;
  private final Semaphore free = new Semaphore(MAX_STREAMS);

  ImportStreams(ImportJobs jobs) {
    this.jobs = jobs;
  }

  SseEmitter follow(ImportJob job) {
    if (!free.tryAcquire()) {
      throw ProblemException.unavailable(
          "too-many-streams", "Too many event streams are open", Duration.ofSeconds(5));
    }
    SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    CountDownLatch gone = new CountDownLatch(1);
    emitter.onCompletion(gone::countDown);
    emitter.onTimeout(gone::countDown);
    emitter.onError(_ -> gone.countDown());
    Thread.ofVirtual()
        .name("import-events")
        .start(
            () -> {
              try {
                send(job.id(), emitter, gone);
                emitter.complete();
              } catch (IOException | RuntimeException e) {
                emitter.completeWithError(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                free.release();
              }
            });
    return emitter;
  }

  private void send(UUID id, SseEmitter emitter, CountDownLatch gone)
      throws IOException, InterruptedException {
    ImportView last = null;
    int silent = 0;
    do {
      ImportJob job = jobs.find(id).orElse(null);
      if (job == null) {
        return;
      }
      ImportView now = ImportView.of(job);
      boolean finished = job.state().isFinished();
      if (!now.equals(last)) {
        last = now;
        silent = 0;
        emitter.send(SseEmitter.event().name(finished ? "finished" : "progress").data(now));
      } else if (++silent % POLLS_PER_KEEP_ALIVE == 0) {
        emitter.send(SseEmitter.event().comment("waiting"));
      }
      if (finished) {
        return;
      }
    } while (!gone.await(POLL_MS, TimeUnit.MILLISECONDS));
  }
}
