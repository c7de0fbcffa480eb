package io.tierwise.profile.fold;

import java.util.Map;
import java.util.Set;

/** Events by step of the way to an order; a step may be skipped or repeated. */
public record FunnelCounts(
    long productViewed, long addedToCart, long checkoutStarted, long orderCompleted) {
  public static final String VIEWED = "Product Viewed";
  public static final String ADDED = "Product Added";
  public static final String CHECKOUT = "Checkout Started";
  public static final String ORDERED = "Order Completed";
  static final Set<String> NAMES = Set.of(VIEWED, ADDED, CHECKOUT, ORDERED);

  /**
   * @param counts events by name
   */
  public static FunnelCounts of(Map<String, Long> counts) {
    return new FunnelCounts(
        counts.getOrDefault(VIEWED, 0L),
        counts.getOrDefault(ADDED, 0L),
        counts.getOrDefault(CHECKOUT, 0L),
        counts.getOrDefault(ORDERED, 0L));
  }
}
