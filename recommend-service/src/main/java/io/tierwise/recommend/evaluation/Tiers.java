package io.tierwise.recommend.evaluation;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The tiers of users, as the published tiering has them. */
public interface Tiers {
  /** Whoever has no tier. */
  String PROSPECTS = "Prospects";

  /** The segment of users that somebody belongs to. */
  static String segment(@Nullable String tier) {
    return tier == null ? PROSPECTS : tier;
  }

  /**
   * @param tier null for who has none: a prospect, or somebody forgotten
   */
  record Assignment(String userId, @Nullable String tier, Instant assignedAt) {}

  /** Keeps what is not older than what is known; one assignment a user. */
  void follow(Collection<Assignment> assignments);
}
