package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.Strengths;

/** Scores items for a user. Implementations are immutable and safe for use by many threads. */
public interface Recommender {
  /**
   * Adds the score of every item that it has an opinion on; higher is better, and only the order
   * counts across users.
   *
   * @param user the user's row x_u, in the item numbers of this recommender
   * @param scores cleared by the caller, large enough for every item number
   */
  void score(Strengths user, Scores scores);
}
