package io.tierwise.recommend.training;

import io.tierwise.recommend.interaction.InteractionLog;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where training reads what everybody did, merged users as one. */
public interface TrainingData {
  /**
   * @param cut later interactions are left out; null takes all
   */
  InteractionLog load(@Nullable Instant cut);

  /** As {@link #load}, with the tier of each user. */
  Tiered loadTiered(@Nullable Instant cut);

  /**
   * @param tiers by user number; null for who has none
   */
  record Tiered(InteractionLog log, List<@Nullable String> tiers) {}
}
