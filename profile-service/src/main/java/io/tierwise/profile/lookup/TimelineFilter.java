package io.tierwise.profile.lookup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param event by the name under which events are counted; null for all
 * @param from inclusive
 * @param to exclusive
 */
public record TimelineFilter(
    @Nullable String event, @Nullable Instant from, @Nullable Instant to) {}
