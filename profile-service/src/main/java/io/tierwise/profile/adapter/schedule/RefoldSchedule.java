package io.tierwise.profile.adapter.schedule;

import io.tierwise.profile.history.RefoldProfiles;
import org.springframework.scheduling.annotation.Scheduled;

/** Brings profiles of an older version up to date after a start, in the background. */
public final class RefoldSchedule {
  private final RefoldProfiles refoldProfiles;

  public RefoldSchedule(RefoldProfiles refoldProfiles) {
    this.refoldProfiles = refoldProfiles;
  }

  @Scheduled(initialDelay = 10_000, fixedDelay = 1_000)
  void refold() {
    refoldProfiles.some();
  }
}
