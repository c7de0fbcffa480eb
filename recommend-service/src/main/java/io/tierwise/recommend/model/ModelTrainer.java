package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionLog;

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
}
