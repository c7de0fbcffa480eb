package io.tierwise.segmentation.run;

import io.tierwise.segmentation.tier.TierAssignment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Port: where everybody stands now. Changes queue themselves for the topic. */
public interface TierAssignments {
  /** Why an assignment changed. */
  enum Cause {
    RUN,
    LIVE
  }

  /** Until the end of the transaction no publication happens. */
  void shareWithPublications();

  /** Until the end of the transaction nobody else changes assignments. */
  void lockForPublication();

  /**
   * @return how many changed
   */
  int place(UUID runId, List<TierAssignment> placed, Cause cause, Instant at);

  /**
   * Takes over what a run stored, except for users whose features have changed since.
   *
   * @return how many changed
   */
  int adopt(UUID runId, Instant at);

  /**
   * Removes users from the current state, from the history and from all runs.
   *
   * @return how many of them had an assignment
   */
  int remove(Collection<String> userIds);
}
