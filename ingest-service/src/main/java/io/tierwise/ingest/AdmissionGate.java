package io.tierwise.ingest;

import io.tierwise.starter.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bytes of the bodies that are being worked on, so that neither memory nor the
 * producer's buffer runs over: further requests wait a moment in line and are then told to come
 * again.
 */
public final class AdmissionGate {
  private static final int UNIT = 1_024;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private final Semaphore free;
  private final long maxBody;
  private final Duration wait;

  AdmissionGate(long bytes, long maxBody, Duration wait) {
    this.free = new Semaphore(units(bytes), true);
    this.maxBody = maxBody;
    this.wait = wait;
  }

  /**
   * @param bytes that the body will have; negative where that is not known, and all of a body's
   *     limit is taken until it is
   * @throws ProblemException 503 if there is no room
   */
  public Pass enter(long bytes) {
    int units = units(bytes < 0 ? maxBody : Math.min(bytes, maxBody));
    try {
      if (free.tryAcquire(units, wait.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Pass(units);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw ProblemException.unavailable(
        "overloaded", "Too many requests are in flight; try again", RETRY_AFTER);
  }

  private static int units(long bytes) {
    return Math.toIntExact(Math.max(1, (bytes + UNIT - 1) / UNIT));
  }

  /** Room for one request until it is closed. */
  public final class Pass implements AutoCloseable {
    private int held;

    private Pass(int held) {
      this.held = held;
    }

    /** Gives back what the body turned out not to need. */
    public void shrinkTo(long bytes) {
      int surplus = held - units(bytes);
      if (surplus > 0) {
        held -= surplus;
        free.release(surplus);
      }
    }

    @Override
    public void close() {
      free.release(held);
      held = 0;
    }
  }
}
