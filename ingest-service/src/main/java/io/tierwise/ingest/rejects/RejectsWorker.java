package io.tierwise.ingest.rejects;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/**
 * One thread beside the doors, begun once they are open: it waits for the database, makes the
 * tables, lets the listener begin, and from then on runs replays and deletes what is too old.
 */
final class RejectsWorker implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(RejectsWorker.class);
  private static final int DELETED_AT_A_TIME = 1_000;
  private static final long STOP_MS = 10_000;

  private final RejectsSchema schema;
  private final KafkaListenerEndpointRegistry listeners;
  private final RunReplays replays;
  private final Rejections rejections;
  private final ReplayJobs jobs;
  private final RejectsProperties properties;
  private final Clock clock;
  private final Semaphore signal = new Semaphore(0);
  private volatile boolean running = true;
  private boolean failing;
  private Instant nextSweep = Instant.MIN;
  private @Nullable Thread thread;

  RejectsWorker(
      RejectsSchema schema,
      KafkaListenerEndpointRegistry listeners,
      RunReplays replays,
      Rejections rejections,
      ReplayJobs jobs,
      RejectsProperties properties,
      Clock clock) {
    this.schema = schema;
    this.listeners = listeners;
    this.replays = replays;
    this.rejections = rejections;
    this.jobs = jobs;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public synchronized void onApplicationEvent(ApplicationReadyEvent ready) {
    if (thread == null) {
      thread = Thread.ofPlatform().name("rejects").daemon(true).start(this::loop);
    }
  }

  void wake() {
    signal.release();
  }

  private void loop() {
    while (running) {
      try {
        if (!stepped()) {
          signal.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS);
          signal.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean stepped() {
    try {
      if (!schema.isReady()) {
        if (!schema.migrate()) {
          return false;
        }
        Objects.requireNonNull(listeners.getListenerContainer(RejectedEventsListener.ID)).start();
      }
      boolean more = replays.step(() -> running) || sweep();
      failing = false;
      return more;
    } catch (RuntimeException e) {
      // Told once: it is tried every few seconds, and the database may be away for days.
      log.atLevel(failing ? Level.DEBUG : Level.WARN)
          .setCause(e)
          .log("replays and retention wait and will be tried again");
      failing = true;
      return false;
    }
  }

  /** Bounded batches, between which replays get their turn. */
  private boolean sweep() {
    Instant now = clock.instant();
    if (now.isBefore(nextSweep)) {
      return false;
    }
    Instant oldest = now.minus(properties.retention());
    int deleted = rejections.deleteBefore(oldest, DELETED_AT_A_TIME);
    if (deleted == DELETED_AT_A_TIME) {
      return true;
    }
    jobs.deleteBefore(oldest);
    nextSweep = now.plus(properties.sweep());
    return false;
  }

  @Override
  public synchronized void destroy() throws InterruptedException {
    running = false;
    wake();
    if (thread != null) {
      thread.join(STOP_MS);
      if (thread.isAlive()) {
        thread.interrupt();
      } else if (schema.isReady()) {
        release();
      }
    }
  }

  private void release() {
    try {
      replays.release();
    } catch (RuntimeException e) {
      log.atInfo().log("a replay stays leased for {}", properties.lease());
    }
  }
}
