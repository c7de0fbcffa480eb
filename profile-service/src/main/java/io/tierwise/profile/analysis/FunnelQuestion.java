package io.tierwise.profile.analysis;

import org.jspecify.annotations.Nullable;

/**
 * @param category the top of a category path; at every step, a product has to be of it
 * @param country of the view that a user enters with
 * @param channel likewise
 * @param bucket of the time of that view; null for one bucket
 */
public record FunnelQuestion(
    Period period,
    @Nullable String category,
    @Nullable String country,
    @Nullable String channel,
    @Nullable CalendarUnit bucket,
    Audience audience) {}
