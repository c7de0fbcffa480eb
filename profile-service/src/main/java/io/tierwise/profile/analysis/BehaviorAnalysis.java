package io.tierwise.profile.analysis;

import java.util.List;

/** Answers from the events of all users. Merged keys are one user. */
public interface BehaviorAnalysis {
  Funnel funnel(FunnelQuestion question);

  /** The cohorts that begin in the period, in order of time. */
  List<Cohort> retention(Period period, CalendarUnit unit, Audience audience);

  Paths paths(PathQuestion question);

  /** In order of band, then hour; without those that have no order. */
  List<OrderCell> orders(Period period, Audience audience);
}
