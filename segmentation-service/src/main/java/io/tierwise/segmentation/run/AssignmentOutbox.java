package io.tierwise.segmentation.run;

import io.tierwise.segmentation.clv.StatedValue;
import io.tierwise.segmentation.propensity.StatedRisk;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: users about whom the topic is to be told. */
public interface AssignmentOutbox {
  /**
   * @param member where the user stands now; null if nowhere any more
   * @param value what the user is expected to bring; null where that is not known
   * @param risk that the user leaves; null where that is not known
   * @param trace of the work that changed it, to be carried on
   */
  record Entry(
      long seq,
      String userId,
      TierDirectory.@Nullable Member member,
      @Nullable StatedValue value,
      @Nullable StatedRisk risk,
      @Nullable String trace) {}

  /** Only one relay may send at a time, or an old state could overtake a new one. */
  boolean mayRelay(String owner, Duration lease);

  /** Lets another relay go on at once. */
  void release(String owner);

  /** The oldest entries. */
  List<Entry> next(int limit);

  void sent(List<Entry> entries);
}
