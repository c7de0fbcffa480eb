package io.tierwise.starter.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Prolongs a lease from a thread of its own, so that work between two marks may take long. */
public final class Heartbeat implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Duration every;
  private final BooleanSupplier prolong;

  private Heartbeat(Duration every, BooleanSupplier prolong) {
    this.every = every;
    this.prolong = prolong;
  }

  /**
   * @param prolong says whether the lease is still held; asked no more once it is not
   */
  public static Heartbeat start(String name, Duration every, BooleanSupplier prolong) {
    Heartbeat heartbeat = new Heartbeat(every, prolong);
    Thread.ofVirtual().name(name + "-heartbeat").start(heartbeat::beat);
    return heartbeat;
  }

  private void beat() {
    try {
      while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!prolonged()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean prolonged() {
    try {
      return prolong.getAsBoolean();
    } catch (RuntimeException unreachable) {
      // The next beat may reach the database again; until then the lease is what it was.
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
