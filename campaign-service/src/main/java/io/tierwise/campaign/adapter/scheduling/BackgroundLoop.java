package io.tierwise.campaign.adapter.scheduling;

import io.tierwise.starter.trouble.TroubleLog;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Repeats a piece of work in a thread of its own: at once while there is more to do, else after a
 * pause or when woken. A failure is logged and tried again after a pause.
 */
public final class BackgroundLoop implements SmartLifecycle {
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(2);
  private final String name;
  private final TroubleLog trouble;
  private final BooleanSupplier work;
  private final Duration pause;
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile @Nullable Thread thread;

  /**
   * @param work answers whether there may be more to do
   */
  public BackgroundLoop(String name, BooleanSupplier work, Duration pause) {
    this.name = name;
    this.trouble = new TroubleLog(LoggerFactory.getLogger(BackgroundLoop.class), name);
    this.work = work;
    this.pause = pause;
  }

  public void wake() {
    wakeUps.release();
  }

  @Override
  public void start() {
    Thread started = new Thread(this::repeat, name);
    thread = started;
    started.start();
  }

  private void repeat() {
    while (thread == Thread.currentThread()) {
      Duration rest = once();
      try {
        if (wakeUps.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
          wakeUps.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Duration once() {
    try {
      boolean more = work.getAsBoolean();
      trouble.succeeded();
      return more ? Duration.ZERO : pause;
    } catch (RuntimeException e) {
      trouble.failed(e);
      return FAILURE_PAUSE;
    }
  }

  /** Lets the current piece of work end, within the time that a shutdown has. */
  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    wake();
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
