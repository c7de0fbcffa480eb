package io.tierwise.recommend.interaction;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Of which users other instances stored something. */
public interface HistoryNews {
  /**
   * What can be seen in the store now and could not at the mark, in whatever order it was written.
   *
   * @param mark of an earlier look; null for a mark alone
   */
  News since(@Nullable String mark);

  /** Removes what could be seen at the mark. */
  void removeUpTo(String mark);

  /**
   * @param mark of this look
   * @param countless there are too many to name them
   * @param userIds the ids that things were stored under, and those that these persons go by
   */
  record News(String mark, boolean countless, Set<String> userIds) {
    public News {
      userIds = Set.copyOf(userIds);
    }
  }
}
