package io.tierwise.segmentation.audience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a user is in an audience.
 *
 * @param dueAt when to look again even if nothing happens; null for never
 */
public record Standing(long audienceId, String userId, boolean member, @Nullable Instant dueAt) {
  /** Whether there is nothing to remember. */
  public boolean isEmpty() {
    return !member && dueAt == null;
  }
}
