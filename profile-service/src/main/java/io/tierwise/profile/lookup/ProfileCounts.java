package io.tierwise.profile.lookup;

import java.math.BigDecimal;
import java.util.SortedMap;

/**
 * The whole installation in figures.
 *
 * @param customersWithOrder identified users with an order that stands
 * @param orders of identified users; their revenue beside it
 * @param anonymousOrders of visitors without user id; their revenue beside it
 * @param events rows of the ledger
 */
public record ProfileCounts(
    long profiles,
    long identified,
    long customersWithOrder,
    long orders,
    BigDecimal grossRevenue,
    BigDecimal refunds,
    long anonymousOrders,
    BigDecimal anonymousGrossRevenue,
    BigDecimal anonymousRefunds,
    long events,
    SortedMap<String, Long> eventsByName) {}
