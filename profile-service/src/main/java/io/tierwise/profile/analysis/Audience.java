package io.tierwise.profile.analysis;

import io.tierwise.profile.standing.StandingFilter;
import org.jspecify.annotations.Nullable;

/**
 * The users that a question is about.
 *
 * @param tag that they have now, by hand or by rule; null for all
 * @param standing where they stand now
 * @param suspects whether suspected bots and test traffic count
 */
public record Audience(@Nullable String tag, StandingFilter standing, boolean suspects) {
  public static final Audience ALL_BUT_SUSPECTS = new Audience(null, false);

  /** Wherever they stand. */
  public Audience(@Nullable String tag, boolean suspects) {
    this(tag, StandingFilter.ANY, suspects);
  }

  public boolean everybody() {
    return tag == null && standing.equals(StandingFilter.ANY);
  }
}
