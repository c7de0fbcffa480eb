package io.tierwise.profile.analysis;

import java.time.Instant;
import java.util.List;

/**
 * The customers whose first order that stands fell into one unit of the calendar.
 *
 * @param start of the unit
 * @param orderedAgain customers with a further order before the end of the question's period
 * @param activity by units since: customers who ordered in it; at 0, who ordered a second time
 *     within the unit of their first order
 */
public record Cohort(Instant start, long customers, long orderedAgain, List<Activity> activity) {
  public Cohort {
    activity = List.copyOf(activity);
  }

  /**
   * @param complete false where the unit goes on after the end of the question's period
   */
  public record Activity(int since, long customers, boolean complete) {}
}
