package io.tierwise.profile.lookup;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * @param events by the names under which events are counted; empty for all
 * @param from inclusive
 * @param to exclusive
 */
public record TimelineFilter(Set<String> events, @Nullable Instant from, @Nullable Instant to) {}
