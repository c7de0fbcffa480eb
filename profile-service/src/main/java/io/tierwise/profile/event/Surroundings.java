package io.tierwise.profile.event;

import org.jspecify.annotations.Nullable;

/** Where an event came from. */
public record Surroundings(
    @Nullable String channel,
    @Nullable String device,
    @Nullable String country,
    @Nullable String locale,
    @Nullable String timezone,
    @Nullable String userAgent) {
  public static final Surroundings UNKNOWN = new Surroundings(null, null, null, null, null, null);
}
