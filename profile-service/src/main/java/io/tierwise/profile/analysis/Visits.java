package io.tierwise.profile.analysis;

/** Events that belong together, in one place; derived, and left out of answers where outdated. */
public interface Visits {
  /**
   * Summarises the days whose events are other than at the time of their summary, and have not
   * changed since the last look, lest a day is made over and over while it fills.
   *
   * @return how many days
   */
  int summarise();
}
