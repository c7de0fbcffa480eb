package io.tierwise.profile.quality;

import java.time.LocalDate;
import java.util.List;

/** Counts by day what the front door rejected, each rejection once. */
public interface RejectionTally {
  /**
   * @param offset of the rejection on its topic
   * @param atTheDoor false where another service rejected it
   */
  record Rejected(long offset, LocalDate day, boolean atTheDoor) {}

  /**
   * @param inOrder of their offsets
   */
  void count(int partition, List<Rejected> inOrder);
}
