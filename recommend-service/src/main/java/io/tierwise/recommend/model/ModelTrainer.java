package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionLog;

/** Fits one algorithm to a log. The embedded ones run in process on all cores. */
public interface ModelTrainer {
  Algorithm algorithm();

  /**
   * @return a recommender in the item numbers of the log
   */
  Recommender fit(InteractionLog log);
}
