package io.tierwise.profile.standing;

import org.jspecify.annotations.Nullable;

/** Conditions on where users stand now; null means any. */
public record StandingFilter(
    @Nullable String tier, @Nullable String segment, @Nullable String audience) {
  public static final StandingFilter ANY = new StandingFilter(null, null, null);
}
