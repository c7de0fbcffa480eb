package io.tierwise.profile.adapter.schedule;

import io.tierwise.profile.analysis.Visits;
import org.springframework.scheduling.annotation.Scheduled;

/** Summarises visits now and then. */
public final class VisitSchedule {
  private final Visits visits;

  public VisitSchedule(Visits visits) {
    this.visits = visits;
  }

  @Scheduled(
      initialDelayString = "${tierwise.profile.visits.every}",
      fixedDelayString = "${tierwise.profile.visits.every}")
  void summarise() {
    visits.summarise();
  }
}
