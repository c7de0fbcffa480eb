package io.tierwise.segmentation.propensity;

import io.tierwise.segmentation.propensity.ActivityHistory.Day;

/** Adds up the days before a cut. */
final class CutFeatures {
  private static final int WEEK = 7;
  private static final int MONTH = 30;
  private static final int QUARTER = 90;

  private final int cut;
  private final double[] values = new double[CutFeature.values().length];
  private int first = Integer.MAX_VALUE;
  private int last;
  private int firstOrder = Integer.MAX_VALUE;
  private int lastOrder = Integer.MIN_VALUE;
  private int activeBeforeLast;

  /**
   * @param days ascending
   */
  CutFeatures(Day[] days, int cut) {
    this.cut = cut;
    for (Day day : days) {
      if (day.day() >= cut) {
        break;
      }
      add(day);
    }
    finish();
  }

  double[] values() {
    return values;
  }

  private void add(Day day) {
    int ago = cut - day.day();
    first = Math.min(first, day.day());
    last = day.day();
    plus(CutFeature.ACTIVE_DAYS, 1);
    plus(CutFeature.REVENUE, day.revenue());
    if (ago <= WEEK) {
      plus(CutFeature.ACTIVE_DAYS_7, 1);
    }
    if (ago <= MONTH) {
      plus(CutFeature.ACTIVE_DAYS_30, 1);
      plus(CutFeature.VIEWS_30, day.views());
      plus(CutFeature.CARTS_30, day.carts());
      plus(CutFeature.ORDERS_30, day.orders());
    } else if (ago <= 2 * MONTH) {
      activeBeforeLast++;
    }
    if (ago <= QUARTER) {
      plus(CutFeature.ACTIVE_DAYS_90, 1);
      plus(CutFeature.ORDERS_90, day.orders());
      plus(CutFeature.REVENUE_90, day.revenue());
    }
    if (day.orders() > 0) {
      firstOrder = Math.min(firstOrder, day.day());
      lastOrder = day.day();
      plus(CutFeature.ORDERS, day.orders());
    }
  }

  private void finish() {
    if (first == Integer.MAX_VALUE) {
      return;
    }
    double orders = get(CutFeature.ORDERS);
    boolean ordered = orders > 0;
    double tenure = cut - first;
    double recency = ordered ? cut - lastOrder : tenure;
    // Of a single order the gap is at least the time that has passed since.
    double gap =
        orders > 1 ? Math.max(1, (lastOrder - firstOrder) / (orders - 1)) : Math.max(1, recency);
    set(CutFeature.TENURE_DAYS, tenure);
    set(CutFeature.RECENCY_DAYS, recency);
    set(CutFeature.QUIET_DAYS, cut - last);
    set(CutFeature.AVERAGE_ORDER_VALUE, ordered ? get(CutFeature.REVENUE) / orders : 0);
    set(CutFeature.ORDER_GAP_DAYS, gap);
    set(CutFeature.OVERDUE, recency / gap);
    set(CutFeature.TREND, get(CutFeature.ACTIVE_DAYS_30) - activeBeforeLast);
  }

  private void plus(CutFeature feature, double value) {
    values[feature.ordinal()] += value;
  }

  private void set(CutFeature feature, double value) {
    values[feature.ordinal()] = value;
  }

  private double get(CutFeature feature) {
    return values[feature.ordinal()];
  }
}
