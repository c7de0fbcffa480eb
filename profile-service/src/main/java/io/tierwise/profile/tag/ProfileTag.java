package io.tierwise.profile.tag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tag that a profile has.
 *
 * @param by who gave it; null where a rule does
 * @param at when; null where a rule does
 */
public record ProfileTag(String tag, @Nullable String by, @Nullable Instant at) {
  public boolean byRule() {
    return by == null;
  }
}
