package io.tierwise.recommend.serving;

import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.Scores;

/**
 * Whom and what a list is for.
 *
 * @param user the user's row x_u
 * @param about the items that the list stands beside, each with strength 1: a product page's, a
 *     cart's
 * @param scores a buffer
 */
record Sought(Strengths user, Strengths about, Scores scores) {}
