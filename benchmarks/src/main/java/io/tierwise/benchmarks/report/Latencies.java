package io.tierwise.benchmarks.report;

import java.util.Arrays;

/** Times of many calls, gathered by many threads. */
public final class Latencies {
  private long[] nanos = new long[1_024];
  private int size;

  public synchronized void add(long time) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = time;
  }

  public synchronized int count() {
    return size;
  }

  /**
   * The smallest time that at least this share of the calls did not exceed (nearest rank).
   *
   * @param share in (0, 1]
   * @return milliseconds
   */
  public synchronized double percentile(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in (0, 1]: " + share);
    }
    if (size == 0) {
      throw new IllegalStateException("no calls");
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(share * size) - 1] / 1e6;
  }
}
