package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.EventNames;
import java.math.BigDecimal;
import java.time.Instant;

/** What the peers know of a user. */
record PeerProfile(
    long events, long orders, BigDecimal grossRevenue, Instant firstSeenAt, Instant lastSeenAt) {

  static PeerProfile of(BehaviorEvent event) {
    boolean order = event.is(EventNames.ORDER_COMPLETED);
    return new PeerProfile(
        1,
        order ? 1 : 0,
        order ? revenue(event) : BigDecimal.ZERO,
        event.occurredAt(),
        event.occurredAt());
  }

  static BigDecimal revenue(BehaviorEvent event) {
    return event.order() == null || event.order().revenue() == null
        ? BigDecimal.ZERO
        : event.order().revenue();
  }

  PeerProfile and(PeerProfile other) {
    return new PeerProfile(
        events + other.events,
        orders + other.orders,
        grossRevenue.add(other.grossRevenue),
        firstSeenAt.isBefore(other.firstSeenAt) ? firstSeenAt : other.firstSeenAt,
        lastSeenAt.isAfter(other.lastSeenAt) ? lastSeenAt : other.lastSeenAt);
  }
}
