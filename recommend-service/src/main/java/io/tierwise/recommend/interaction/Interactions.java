package io.tierwise.recommend.interaction;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stored interactions. Rows keep the user key they came with; merges are resolved on reading.
 */
public interface Interactions {
  /**
   * Keeps what is new.
   *
   * @return the keys that were not there before: what is told twice counts once
   */
  Set<Long> record(List<Interaction> deeds);

  /**
   * Everything that each user did under any of their ids, in the item numbers of the catalogue.
   *
   * @return one per requested id, also for users that nobody heard of
   * @throws HistoriesUnavailable if the store does not answer
   */
  Map<String, KnownHistory> histories(Collection<String> userIds);

  /**
   * @param userId the id that the user goes by now, after merges
   */
  record KnownHistory(String userId, UserHistory history) {}
}
