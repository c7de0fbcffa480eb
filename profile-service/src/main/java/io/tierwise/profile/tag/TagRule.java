package io.tierwise.profile.tag;

import io.tierwise.profile.lookup.ProfileFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tag that profiles have as long as the conditions hold.
 *
 * @param conditions those of the listing, without a tag
 */
public record TagRule(
    String tag,
    ProfileFilter conditions,
    @Nullable String note,
    Instant changedAt,
    String changedBy) {}
