package io.tierwise.segmentation.value;

import io.tierwise.segmentation.clv.ValueTable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Port: what everybody is expected to bring. */
public interface CustomerValues {
  /**
   * Everybody's history, as of one moment.
   *
   * @param now activity after it is not believed when the end of the data is looked for
   */
  BulkHistories read(Instant now);

  /**
   * Stores the values of all whose features are still those that were read, values those who have
   * changed since by what is known of them now, and queues for the topic everybody whose value has
   * moved by more than a hundredth. Inside a transaction.
   *
   * @return how many were queued
   */
  long replace(LiveClv live, BulkHistories read, ValueTable values);

  /** Stores the values of some without telling the topic: what moved them is told there anyway. */
  void store(LiveClv live, List<LiveClv.Valued> values);

  void remove(Collection<String> userIds);
}
