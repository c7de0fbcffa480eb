package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.starter.web.Money;
import java.util.Map;

/** All profiles in figures, as JSON. */
@Schema(name = "ProfileCounts")
record CountsAnswer(
    long profiles,
    long identified,
    long anonymous,
    @Schema(description = "Identified users with an order that stands") long customersWithOrder,
    @Schema(description = "Of identified users, as is the revenue that follows") long orders,
    Money grossRevenue,
    Money refunds,
    Money netRevenue,
    long anonymousOrders,
    Money anonymousGrossRevenue,
    Money anonymousRefunds,
    @Schema(description = "Rows of the ledger") long events,
    Map<String, Long> eventsByName) {}
