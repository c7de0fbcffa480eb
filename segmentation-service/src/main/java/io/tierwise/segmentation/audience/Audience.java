package io.tierwise.segmentation.audience;

import io.tierwise.segmentation.rule.Rule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A segment by rule.
 *
 * @param tree the rule as it was given
 * @param position the last customer that a pass over all of them judged; null if no pass is needed
 * @param builtAt when the last pass ended; null before the first did
 * @param removing whether its members are on their way out
 */
public record Audience(
    long id,
    String name,
    @Nullable String description,
    Object tree,
    Rule rule,
    String createdBy,
    Instant createdAt,
    Instant changedAt,
    @Nullable String position,
    @Nullable Instant builtAt,
    boolean removing) {
  /** Whether everybody in it is known. */
  public boolean isBuilt() {
    return builtAt != null;
  }
}
