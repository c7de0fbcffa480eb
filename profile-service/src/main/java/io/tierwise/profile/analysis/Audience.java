package io.tierwise.profile.analysis;

import org.jspecify.annotations.Nullable;

/**
 * The users that a question is about.
 *
 * @param tag that they have now, by hand or by rule; null for all
 * @param suspects whether suspected bots and test traffic count
 */
public record Audience(@Nullable String tag, boolean suspects) {
  public static final Audience ALL_BUT_SUSPECTS = new Audience(null, false);
}
