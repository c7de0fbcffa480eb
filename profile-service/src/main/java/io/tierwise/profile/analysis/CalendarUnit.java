package io.tierwise.profile.analysis;

import java.util.Locale;

/** Spans of the calendar (UTC) that answers are divided into; weeks begin on Monday. */
public enum CalendarUnit {
  DAY,
  WEEK,
  MONTH;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
