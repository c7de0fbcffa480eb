package io.tierwise.segmentation.propensity;

import java.util.Arrays;
import java.util.List;

/** What is known of a customer at a cut, in the order of the columns. */
public enum CutFeature {
  RECENCY_DAYS("recencyDays", "days since the last order, or since first seen"),
  ORDERS("orders", "orders"),
  REVENUE("revenue", "revenue of all orders"),
  AVERAGE_ORDER_VALUE("averageOrderValue", "average value of an order"),
  TENURE_DAYS("tenureDays", "days since first seen"),
  ORDER_GAP_DAYS("orderGapDays", "days from one order to the next"),
  OVERDUE("overdue", "days since the last order for each day of the usual gap"),
  ORDERS_30("orders30", "orders in the last 30 days"),
  ORDERS_90("orders90", "orders in the last 90 days"),
  REVENUE_90("revenue90", "revenue in the last 90 days"),
  QUIET_DAYS("quietDays", "days since last seen"),
  ACTIVE_DAYS("activeDays", "days with activity"),
  ACTIVE_DAYS_7("activeDays7", "days with activity in the last 7"),
  ACTIVE_DAYS_30("activeDays30", "days with activity in the last 30"),
  ACTIVE_DAYS_90("activeDays90", "days with activity in the last 90"),
  VIEWS_30("views30", "products viewed in the last 30 days"),
  CARTS_30("carts30", "products put into the cart in the last 30 days"),
  TREND("trend", "days with activity in the last 30 less those in the 30 before");

  private final String key;
  private final String meaning;

  CutFeature(String key, String meaning) {
    this.key = key;
    this.meaning = meaning;
  }

  public String key() {
    return key;
  }

  public String meaning() {
    return meaning;
  }

  /** In words; the key itself where it is unknown. */
  public static String meaningOf(String key) {
    return Arrays.stream(values())
        .filter(feature -> feature.key.equals(key))
        .map(CutFeature::meaning)
        .findFirst()
        .orElse(key);
  }

  public static List<String> keys() {
    return Arrays.stream(values()).map(CutFeature::key).toList();
  }
}
