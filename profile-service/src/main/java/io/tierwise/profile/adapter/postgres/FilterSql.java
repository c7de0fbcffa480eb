package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.lookup.ProfileFilter;
import io.tierwise.profile.standing.StandingFilter;

/** The conditions of a filter as SQL over profile rows. */
final class FilterSql {
  /** All but the tag, whose rule is in the database. */
  static void add(Conditions where, ProfileFilter filter) {
    where.and("identified = ?", filter.identified());
    if (filter.minOrders() != null && filter.minOrders() > 0) {
      where.and("customer and orders >= ?", filter.minOrders());
    }
    where.and("orders <= ?", filter.maxOrders());
    where.and("gross_revenue - refunds >= ?", filter.minNetRevenue());
    where.and("gross_revenue - refunds <= ?", filter.maxNetRevenue());
    where.and("country = ?", filter.country());
    where.and("last_seen_at >= ?::timestamptz", filter.seenSince());
    where.and("last_seen_at < ?::timestamptz", filter.seenBefore());
    where.and("last_order_at >= ?::timestamptz", filter.orderedSince());
    where.and("last_order_at < ?::timestamptz", filter.orderedBefore());
    where.and("last_seen_at >= now() - make_interval(days => ?)", filter.seenWithinDays());
    where.and("last_seen_at < now() - make_interval(days => ?)", filter.notSeenForDays());
    where.and("last_order_at >= now() - make_interval(days => ?)", filter.orderedWithinDays());
    where.and("last_order_at < now() - make_interval(days => ?)", filter.notOrderedForDays());
    where.and("orders_placed > 0 and orders_returned >= ? * orders_placed", filter.minReturnRate());
    where.and("orders_placed > 0 and orders_returned <= ? * orders_placed", filter.maxReturnRate());
    where.and(
        "orders_placed > 0 and orders_discounted >= ? * orders_placed", filter.minDiscountShare());
    where.and(
        "orders_placed > 0 and orders_discounted <= ? * orders_placed", filter.maxDiscountShare());
    where.and("sessions >= ?", filter.minSessions());
    JdbcStandings.narrow(
        where, new StandingFilter(filter.tier(), filter.segment(), filter.audience()));
  }

  private FilterSql() {}
}
