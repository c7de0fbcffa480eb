package io.tierwise.profile.history;

import io.tierwise.profile.history.Transactions.ConcurrentChange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The profile rows. All but {@link #rootsOf} are called within a transaction. */
public interface Profiles {
  /** The canonical key of each key that has a row; without locks, so it may be outdated. */
  Map<String, String> rootsOf(Collection<String> userKeys);

  /** Locks the rows that there are, in key order, against deadlocks. */
  Map<String, StoredProfile> lockKnown(Collection<String> userKeys);

  /** Makes the rows that are missing and locks them all, in key order. */
  Map<String, StoredProfile> lock(Collection<String> userKeys);

  /** The keys with history that are merged into each canonical key, sorted, itself excluded. */
  Map<String, List<String>> mergedInto(Collection<String> roots);

  /**
   * @param changed locked ones
   * @param added of keys without a row, all to be published
   * @param published keys among the changed whose change is to be published: remembered until it
   *     was
   * @throws ConcurrentChange if one of the added has a row meanwhile
   */
  void save(
      Collection<StoredProfile> changed,
      Collection<StoredProfile> added,
      Set<String> published,
      Instant now);
}
