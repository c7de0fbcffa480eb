package io.tierwise.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the shop does not know about a customer.
 *
 * @param taste share of interest by leaf category; sums to one
 * @param ordersPerWeek rate while active; 0 for those who never buy
 * @param dropOut probability to leave for good after a repeat order
 * @param droppedOutAt null for who is still active at the end of the period
 * @param orderVisits when the visits begin that end in an order; orders that the shop's own banners
 *     caused come on top
 * @param priceSensitivity 0 to 1
 * @param expectedOrderValue approximate, in pounds
 * @param expectedRevenue over 26 weeks from the first order, in pounds, drop-out included
 * @param baseConversion probability to order within the response window of a campaign untouched
 * @param liftByChannel what a fully matching first contact adds to it, by channel; may be negative
 */
public record CustomerTruth(
    String customerId,
    Map<String, Double> taste,
    double ordersPerWeek,
    double dropOut,
    @Nullable Instant droppedOutAt,
    List<Instant> orderVisits,
    double priceSensitivity,
    double expectedOrderValue,
    double expectedRevenue,
    ValueClass valueClass,
    double baseConversion,
    Map<String, Double> liftByChannel) {
  public CustomerTruth {
    taste = Map.copyOf(taste);
    orderVisits = List.copyOf(orderVisits);
    liftByChannel = Map.copyOf(liftByChannel);
  }

  public boolean active() {
    return ordersPerWeek > 0 && droppedOutAt == null;
  }
}
