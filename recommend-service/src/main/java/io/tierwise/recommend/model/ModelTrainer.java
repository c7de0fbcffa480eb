package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionLog;
import java.util.function.DoubleConsumer;

/** Fits one algorithm to a log. The embedded ones run in process on all cores. */
public interface ModelTrainer {
  Algorithm algorithm();

  /** The algorithm and its parameters: the same recipe and log give the same model. */
  default String recipe() {
    return algorithm().id();
  }

  /**
   * @return a recommender in the item numbers of the log
   */
  Recommender fit(InteractionLog log);

  /**
   * As above.
   *
   * @param progress hears 0..1 now and then where fitting takes long; what it throws ends the fit
   */
  default Recommender fit(InteractionLog log, DoubleConsumer progress) {
    return fit(log);
  }
}
