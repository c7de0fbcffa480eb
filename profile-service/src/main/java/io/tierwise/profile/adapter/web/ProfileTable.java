package io.tierwise.profile.adapter.web;

import io.tierwise.starter.web.Csv;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Profiles as rows of a table: what has one value, and the rest as JSON. */
final class ProfileTable {
  private static final String[] HEADER = {
    "userId",
    "identified",
    "mergedIds",
    "firstSeenAt",
    "lastSeenAt",
    "events",
    "orders",
    "firstOrderAt",
    "lastOrderAt",
    "currency",
    "grossRevenue",
    "refunds",
    "netRevenue",
    "averageOrderValue",
    "returnRate",
    "averageDaysBetweenOrders",
    "sessions",
    "browseSeconds",
    "activeDays",
    "categoryBreadth",
    "topCategory",
    "topBrand",
    "topPriceBand",
    "country",
    "locale",
    "timezone",
    "consent",
    "traits"
  };

  private final JsonMapper json;

  ProfileTable(JsonMapper json) {
    this.json = json;
  }

  String header() {
    return Csv.line((Object[]) HEADER);
  }

  String row(ProfileAnswer of) {
    return Csv.line(
        of.userId(),
        of.identified(),
        json.writeValueAsString(of.mergedIds()),
        of.firstSeenAt(),
        of.lastSeenAt(),
        of.events(),
        of.orders(),
        of.firstOrderAt(),
        of.lastOrderAt(),
        of.grossRevenue().currency(),
        of.grossRevenue().amount(),
        of.refunds().amount(),
        of.netRevenue().amount(),
        of.averageOrderValue() == null ? null : of.averageOrderValue().amount(),
        of.returnRate(),
        of.averageDaysBetweenOrders(),
        of.sessions(),
        of.browseSeconds(),
        of.activeDays(),
        of.categoryBreadth(),
        first(of.categoryAffinity()),
        first(of.brandAffinity()),
        first(of.priceBandAffinity()),
        of.country(),
        of.locale(),
        of.timezone(),
        json.writeValueAsString(of.consent()),
        json.writeValueAsString(of.traits()));
  }

  /** Shares come with the largest first. */
  private static @Nullable String first(Map<String, Double> shares) {
    return shares.isEmpty() ? null : shares.keySet().iterator().next();
  }
}
