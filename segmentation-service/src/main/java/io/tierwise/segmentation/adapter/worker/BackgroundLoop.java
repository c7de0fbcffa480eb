package io.tierwise.segmentation.adapter.worker;

import io.tierwise.starter.trouble.TroubleLog;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * One thread that takes step after step while there is something to do, then waits to be woken or
 * looks again after a while. What is to be done stands in the database, so nothing is lost with the
 * thread.
 */
public final class BackgroundLoop implements SmartLifecycle {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final String name;
  private final TroubleLog trouble;
  private final BooleanSupplier step;
  private final Duration idle;
  private final Semaphore signal = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  /**
   * @param step returns whether there may be more to do
   * @param idle how long to wait at most before looking again
   */
  public BackgroundLoop(String name, BooleanSupplier step, Duration idle) {
    this.name = name;
    this.trouble = new TroubleLog(LoggerFactory.getLogger(BackgroundLoop.class), name);
    this.step = step;
    this.idle = idle;
  }

  public void wake() {
    signal.release();
  }

  @Override
  public synchronized void start() {
    running = true;
    thread = Thread.ofPlatform().name(name).daemon(true).start(this::loop);
  }

  private void loop() {
    while (running) {
      try {
        if (!stepped()) {
          signal.tryAcquire(idle.toMillis(), TimeUnit.MILLISECONDS);
          signal.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
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

  @Override
  public synchronized void stop() {
    running = false;
    wake();
    Thread stopping = thread;
    if (stopping != null) {
      try {
        if (!stopping.join(STOP_TIMEOUT)) {
          stopping.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
