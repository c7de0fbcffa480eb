package io.tierwise.profile.lookup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The event that stated a trait.
 *
 * @param userKey the key that it came with; null where the event is not kept any more
 * @param source what brought it, such as a write key's name
 */
public record TraitSource(
    Instant at, String messageId, @Nullable String userKey, @Nullable String source) {}
