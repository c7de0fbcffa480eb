package io.tierwise.profile.adapter.postgres;

import java.util.concurrent.locks.LockSupport;

/**
 * Background work in parts that rests twice as long after each as that took, as publishing does: it
 * never takes more than a third of a core from folding, nor that for long at a time.
 */
final class Leisure {
  private static final int REST = 2;

  /**
   * @param start of the part, by {@link System#nanoTime}
   */
  static void afterWorkSince(long start) {
    LockSupport.parkNanos(REST * (System.nanoTime() - start));
  }

  private Leisure() {}
}
