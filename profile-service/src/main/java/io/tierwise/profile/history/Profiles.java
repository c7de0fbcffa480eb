package io.tierwise.profile.history;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The profile rows. All but {@link #rootsOf} are called within a transaction. */
public interface Profiles {
  /** The canonical key of each key that has a row; without locks, so it may be outdated. */
  Map<String, String> rootsOf(Collection<String> userKeys);

  /** Makes the rows that are missing and locks them all, in key order, against deadlocks. */
  Map<String, StoredProfile> lock(Collection<String> userKeys);

  /** The keys with history that are merged into each canonical key, sorted, itself excluded. */
  Map<String, List<String>> mergedInto(Collection<String> roots);

  /**
   * @param published keys among them whose change is to be published: remembered until it was
   */
  void save(Collection<StoredProfile> changed, Set<String> published, Instant now);
}
