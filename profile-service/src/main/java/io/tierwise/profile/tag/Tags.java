package io.tierwise.profile.tag;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tags of profiles. One given by hand stays with the key that it was given to: it follows the
 * key when that is merged, and goes with it when the merge is undone. Rules are evaluated when they
 * are asked for, so they hold for what the profile says at that moment.
 */
public interface Tags {
  int MOST_BY_HAND = 50;
  int MOST_RULES = 100;

  /**
   * Gives a tag to a key that is known; a tag that the user has stays as it is.
   *
   * @return false if the user has too many
   */
  boolean give(String userKey, String tag, String by, Instant at);

  /** Takes a tag given by hand off the user of the key, whichever of the keys it was given to. */
  void take(String userKey, String tag);

  /** Sorted by tag, those by hand before those by rule. */
  Map<String, List<ProfileTag>> of(Collection<String> roots);

  /**
   * @return false if there are too many
   */
  boolean save(TagRule rule);

  Optional<TagRule> rule(String tag);

  List<TagRule> rules();

  boolean deleteRule(String tag);

  /** Canonical users for whom the rule holds. */
  long members(TagRule rule);
}
