package io.tierwise.profile.standing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a user stands in the published tiering.
 *
 * @param tier null for a prospect, and where nothing is published
 * @param segment of RFM; null where nothing is published
 * @param audiences the segments by rule that the user is in, sorted
 */
public record Standing(@Nullable String tier, @Nullable String segment, List<String> audiences) {
  public static final Standing UNKNOWN = new Standing(null, null, List.of());
}
