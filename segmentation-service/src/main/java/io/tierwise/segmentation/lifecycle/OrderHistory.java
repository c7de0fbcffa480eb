package io.tierwise.segmentation.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a customer ordered, without what was cancelled or given back. Events may tell of fewer
 * orders than the profile counts, for they are not kept for ever: then the orders are taken to be
 * spread evenly between the profile's first and last.
 *
 * @param times ascending
 */
public record OrderHistory(String userId, Instant firstSeenAt, List<Instant> times) {
  public OrderHistory {
    times = List.copyOf(times);
  }

  /**
   * @param told the times of the orders that events told of, ascending
   */
  public static OrderHistory of(
      String userId,
      Instant firstSeenAt,
      long orders,
      @Nullable Instant first,
      @Nullable Instant last,
      List<Instant> told) {
    List<Instant> times = told.size() >= orders || last == null ? told : even(orders, first, last);
    return new OrderHistory(userId, firstSeenAt, times);
  }

  /** At most a thousand: more say nothing more of the rhythm. */
  private static List<Instant> even(long orders, @Nullable Instant first, Instant last) {
    if (first == null || orders < 2 || first.isAfter(last)) {
      return List.of(last);
    }
    int steps = (int) Math.min(orders, 1000) - 1;
    long micros = Duration.between(first, last).toNanos() / 1000;
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      times.add(first.plusNanos(Math.round(micros * ((double) i / steps)) * 1000));
    }
    times.add(last);
    return times;
  }
}
