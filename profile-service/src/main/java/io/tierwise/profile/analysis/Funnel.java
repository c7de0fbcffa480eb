package io.tierwise.profile.analysis;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far users come: view, cart, checkout, order, each not before the one that precedes it.
 *
 * @param unordered users with an event of each step in the period, whatever their order
 * @param buckets in order of time
 */
public record Funnel(Counts unordered, List<Bucket> buckets) {
  public Funnel {
    buckets = List.copyOf(buckets);
  }

  /** Users who entered in any bucket. */
  public Counts total() {
    return buckets.stream().map(Bucket::users).reduce(Counts.NONE, Counts::plus);
  }

  /**
   * @param start null where there is one bucket only
   */
  public record Bucket(@Nullable Instant start, Counts users) {}

  /** Users by step. */
  public record Counts(long view, long cart, long checkout, long order) {
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    public Counts plus(Counts other) {
      return new Counts(
          view + other.view, cart + other.cart, checkout + other.checkout, order + other.order);
    }
  }
}
