package io.tierwise.segmentation.audience;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: the moves that the topic is still to be told. */
public interface SegmentChanges {
  /** One move of the user of an {@link Entry}. */
  record Change(long sequence, String audience, boolean entered, Instant at) {}

  /**
   * All that waits about one user.
   *
   * @param audiences that the user is in now; null where the user is no customer any more
   * @param upTo the last of what is covered
   * @param trace of the work that changed it, to be carried on
   */
  record Entry(
      String userId,
      @Nullable List<String> audiences,
      List<Change> changes,
      long upTo,
      @Nullable String trace) {}

  /** Only one relay may send at a time, or an old state could overtake a new one. */
  boolean mayRelay(String owner, Duration lease);

  /** Lets another relay go on at once. */
  void release(String owner);

  /** The oldest moves, by user. */
  List<Entry> next(int limit);

  void sent(List<Entry> entries);
}
