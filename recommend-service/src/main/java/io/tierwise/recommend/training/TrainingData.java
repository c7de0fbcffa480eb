package io.tierwise.recommend.training;

import io.tierwise.recommend.interaction.InteractionLog;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where training reads what everybody did, merged users as one. */
@FunctionalInterface
public interface TrainingData {
  /**
   * @param cut later interactions are left out; null takes all
   */
  InteractionLog load(@Nullable Instant cut);
}
