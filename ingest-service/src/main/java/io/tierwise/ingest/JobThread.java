package io.tierwise.ingest;

import io.tierwise.starter.trouble.TroubleLog;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread beside the doors that works as long as there is something to do, then waits. */
public final class JobThread {
  private static final Logger log = LoggerFactory.getLogger(JobThread.class);
  private static final long STOP_MS = 10_000;

  private final String name;
  private final Duration poll;
  private final BooleanSupplier step;
  private final Semaphore signal = new Semaphore(0);
  private volatile boolean running = true;
  private final TroubleLog trouble;
  private @Nullable Thread thread;

  /**
   * @param step does something; says whether there may be more to do at once
   */
  public JobThread(String name, Duration poll, BooleanSupplier step) {
    this.name = name;
    this.trouble = new TroubleLog(log, name);
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
      trouble.succeeded();
      return more;
    } catch (RuntimeException e) {
      trouble.failed(e);
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
