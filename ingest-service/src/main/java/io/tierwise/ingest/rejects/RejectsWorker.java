package io.tierwise.ingest.rejects;

import io.tierwise.ingest.IngestDatabase;
import io.tierwise.ingest.JobThread;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private final IngestDatabase database;
  private final KafkaListenerEndpointRegistry listeners;
  private final RunReplays replays;
  private final Rejections rejections;
  private final ReplayJobs jobs;
  private final RejectsProperties properties;
  private final Clock clock;
  private final JobThread thread;
  private Instant nextSweep = Instant.MIN;

  RejectsWorker(
      IngestDatabase database,
      KafkaListenerEndpointRegistry listeners,
      RunReplays replays,
      Rejections rejections,
      ReplayJobs jobs,
      RejectsProperties properties,
      Clock clock) {
    this.database = database;
    this.listeners = listeners;
    this.replays = replays;
    this.rejections = rejections;
    this.jobs = jobs;
    this.properties = properties;
    this.clock = clock;
    this.thread = new JobThread("replays", properties.poll(), this::step);
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
      if (!database.migrate()) {
        return false;
      }
      Objects.requireNonNull(listeners.getListenerContainer(RejectedEventsListener.ID)).start();
    }
    return replays.step(thread::isRunning) || sweep();
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
  public void destroy() throws InterruptedException {
    if (thread.stop() && database.isReady()) {
      release();
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
