package io.tierwise.recommend.interaction;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which user keys belong to the same person. */
public interface Identities {
  /**
   * From then on {@code aliasId} is the same person as {@code userId}. Of several claims on one
   * alias the earliest holds, in whatever order they arrive.
   */
  record Merge(String aliasId, String userId, Instant at) {}

  /**
   * @return the aliases whose person changed; told again, a merge changes nothing
   */
  List<String> merge(List<Merge> merges);

  /** The ids that people go by now, for those ids that are not already it. */
  Map<String, String> canonical(Collection<String> userIds);
}
