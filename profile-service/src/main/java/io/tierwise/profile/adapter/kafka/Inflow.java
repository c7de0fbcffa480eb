package io.tierwise.profile.adapter.kafka;

import java.util.concurrent.TimeUnit;

/** Whether events are coming in, and whether there are more than the service keeps up with. */
public final class Inflow {
  private static final long LATELY = TimeUnit.SECONDS.toNanos(1);

  /** So many events do not come in while one waits for them. */
  private static final int MANY = 1_500;

  private volatile long polledAt = System.nanoTime() - LATELY;
  private volatile long piledAt = polledAt;

  void polled(int events) {
    long now = System.nanoTime();
    polledAt = now;
    if (events >= MANY) {
      piledAt = now;
    }
  }

  boolean comesIn() {
    return System.nanoTime() - polledAt < LATELY;
  }

  boolean hasBacklog() {
    return System.nanoTime() - piledAt < LATELY;
  }
}
