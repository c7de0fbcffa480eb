package io.tierwise.ingest;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One thread beside the doors that works as long as there is something to do, then waits. */
public final class JobThread {
  private static final Logger log = LoggerFactory.getLogger(JobThread.class);
  private static final long STOP_MS = 10_000;

  private final String name;
  private final Duration poll;
  private final BooleanSupplier step;
  private final Semaphore signal = new Semaphore(0);
  private volatile boolean running = true;
  private boolean failing;
  private @Nullable Thread thread;

  /**
   * @param step does something; says whether there may be more to do at once
   */
  public JobThread(String name, Duration poll, BooleanSupplier step) {
    this.name = name;
    this.poll = poll;
    this.step = step;
  }

  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().name(name).daemon(true).start(this::loop);
    }
  }

  public boolean isRunning() {
    return running;
  }

  public void wake() {
    signal.release();
  }

  /**
   * Waits for something to be done or to be better.
   *
   * @return whether to go on
   */
  public boolean pause() {
    try {
      signal.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
      signal.drainPermits();
      return running;
    } catch (InterruptedException e) {
      running = false;
      return false;
    }
  }

  private void loop() {
    while (running) {
      if (!stepped()) {
        pause();
      }
    }
  }

  private boolean stepped() {
    try {
      boolean more = step.getAsBoolean();
      failing = false;
      return more;
    } catch (RuntimeException e) {
      // Told once: it is tried every few seconds, and the database may be away for days.
      log.atLevel(failing ? Level.DEBUG : Level.WARN)
          .setCause(e)
          .log("{} wait and will be tried again", name);
      failing = true;
      return false;
    }
  }

  /**
   * @return whether it has come to its end
   */
  public synchronized boolean stop() throws InterruptedException {
    running = false;
    wake();
    if (thread == null) {
      return true;
    }
    thread.join(STOP_MS);
    if (thread.isAlive()) {
      thread.interrupt();
      return false;
    }
    return true;
  }
}
