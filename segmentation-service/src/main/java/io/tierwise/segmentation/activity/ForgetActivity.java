package io.tierwise.segmentation.activity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Lets activity go that no rule looks back to. */
public final class ForgetActivity {
  private static final int ROWS_AT_ONCE = 10_000;

  private final Activities activities;
  private final int retentionDays;
  private final Clock clock;

  public ForgetActivity(Activities activities, int retentionDays, Clock clock) {
    this.activities = activities;
    this.retentionDays = retentionDays;
    this.clock = clock;
  }

  /**
   * @return whether there may be more
   */
  public boolean forgetNext() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return activities.forget(today.minusDays(retentionDays), ROWS_AT_ONCE) == ROWS_AT_ONCE;
  }
}
