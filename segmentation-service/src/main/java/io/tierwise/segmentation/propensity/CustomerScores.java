package io.tierwise.segmentation.propensity;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Port: how likely everybody is to do what live models foretell. */
public interface CustomerScores {
  /** The last time everybody was scored. */
  record Pass(UUID modelId, LocalDate cut) {}

  Optional<Pass> lastPass(Target target);

  /** Stores scores, and queues for the topic everybody whose band has changed. */
  void store(LiveModel model, List<LiveModel.Score> scores);

  /** Everybody has been scored; whoever has no score by this model is not concerned any more. */
  void passed(LiveModel model, LocalDate cut);

  void remove(Collection<String> userIds);
}
