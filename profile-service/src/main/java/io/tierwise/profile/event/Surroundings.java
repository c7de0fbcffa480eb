package io.tierwise.profile.event;

import org.jspecify.annotations.Nullable;

/**
 * Where an event came from.
 *
 * @param region with its country, where that is known: {@code GB > England}
 */
public record Surroundings(
    @Nullable String channel,
    @Nullable String device,
    @Nullable String country,
    @Nullable String region,
    @Nullable String locale,
    @Nullable String timezone,
    @Nullable String userAgent) {
  public static final Surroundings UNKNOWN =
      new Surroundings(null, null, null, null, null, null, null);
}
