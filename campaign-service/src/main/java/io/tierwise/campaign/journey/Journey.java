package io.tierwise.campaign.journey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A journey in its latest version.
 *
 * @param revision counts changes of any kind
 * @param activeSince nothing that happened before lets anybody in; null before the first time
 */
public record Journey(
    String id,
    JourneyStatus status,
    int version,
    long revision,
    JourneyDocument document,
    @Nullable Instant activeSince,
    Instant createdAt,
    Instant updatedAt) {}
