package io.tierwise.recommend.serving;

import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.Scores;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what a list is for.
 *
 * @param user the user's row x_u
 * @param about the items that the list stands beside, each with strength 1: a product page's, a
 *     cart's
 * @param segment of users that the user belongs to; null where it is not known
 * @param scores a buffer
 */
record Sought(Strengths user, Strengths about, @Nullable String segment, Scores scores) {
  /** A list that stands beside items, or nowhere, whoever sees it. */
  static Sought byAnyone(Strengths about, Scores scores) {
    return new Sought(new Strengths(), about, null, scores);
  }
}
