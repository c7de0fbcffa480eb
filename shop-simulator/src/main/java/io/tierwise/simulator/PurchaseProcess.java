package io.tierwise.simulator;

import java.time.ZoneId;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * When one customer orders, by the BG/NBD model (Fader, Hardie, Lee 2005): after the first order a
 * Poisson process on the shop's seasonal clock; after each repeat order the customer drops out for
 * good with a fixed probability. As in the paper, nobody drops out after the first order. The array
 * is read, never written, and stays within this package.
 *
 * @param orderVisits epoch milliseconds at which the visits begin that end in an order, ascending
 * @param droppedOutAt the last of them if the customer dropped out after it within the period, else
 *     {@link Long#MAX_VALUE}
 */
record PurchaseProcess(long[] orderVisits, long droppedOutAt) {
  /** Of someone who never orders. */
  static final PurchaseProcess NONE = new PurchaseProcess(new long[0], Long.MAX_VALUE);

  static PurchaseProcess draw(
      Seasonality seasonality,
      int firstDay,
      double ordersPerWeek,
      double dropOut,
      ZoneId zone,
      RandomGenerator random) {
    LongStream.Builder visits = LongStream.builder();
    long latest = seasonality.moment(firstDay, zone, random);
    visits.add(latest);
    boolean active = true;
    double waiting = Draws.exponential(random, ordersPerWeek / 7);
    for (int day = firstDay + 1; day < seasonality.days() && active; day++) {
      waiting -= seasonality.factor(day);
      while (waiting < 0 && active) {
        long visit = seasonality.moment(day, zone, random);
        latest = Math.max(latest, visit);
        visits.add(visit);
        active = !Draws.chance(random, dropOut);
        waiting += Draws.exponential(random, ordersPerWeek / 7);
      }
    }
    long[] sorted = visits.build().sorted().toArray();
    return new PurchaseProcess(sorted, active ? Long.MAX_VALUE : latest);
  }
}
