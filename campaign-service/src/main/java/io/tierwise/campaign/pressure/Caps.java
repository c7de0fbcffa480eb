package io.tierwise.campaign.pressure;

import org.jspecify.annotations.Nullable;

/**
 * At most so many contacts for a person in the last 24 hours, 7 days, 30 days; null for any number.
 */
public record Caps(@Nullable Integer day, @Nullable Integer week, @Nullable Integer month) {
  public static final Caps NONE = new Caps(null, null, null);

  public Caps {
    check(day);
    check(week);
    check(month);
  }

  private static void check(@Nullable Integer most) {
    if (most != null && most < 0) {
      throw new IllegalArgumentException("cap " + most);
    }
  }
}
