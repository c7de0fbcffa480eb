package io.tierwise.segmentation.propensity;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** What a customer did, by day; days are counted from 1970-01-01 in UTC. */
public final class ActivityHistory {
  private final String userId;
  private final Day[] days;

  /**
   * A day with activity.
   *
   * @param events of any kind
   * @param revenue of its orders
   */
  public record Day(int day, int events, int views, int carts, int orders, double revenue) {}

  /**
   * @param days in any order, no day twice; copied
   */
  public ActivityHistory(String userId, Collection<Day> days) {
    this.userId = userId;
    this.days = days.toArray(Day[]::new);
    Arrays.sort(this.days, (a, b) -> Integer.compare(a.day, b.day));
  }

  public String userId() {
    return userId;
  }

  /** Ascending. */
  public List<Day> days() {
    return List.of(days);
  }

  boolean activeBefore(int cut) {
    return days.length > 0 && days[0].day < cut;
  }

  int ordersBefore(int cut) {
    int orders = 0;
    for (Day day : days) {
      orders += day.day < cut ? day.orders : 0;
    }
    return orders;
  }

  /**
   * All that is known at the beginning of a day.
   *
   * @param cut no day from here on is looked at
   */
  double[] featuresAt(int cut) {
    return new CutFeatures(days, cut).values();
  }
}
