package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionKind;

/**
 * What one item of a user's history adds to the score of a recommended item.
 *
 * @param item of the history
 * @param kind what the user mainly did with it
 * @param score strength times similarity; negative where the user disliked the item
 */
public record Contribution(int item, InteractionKind kind, double score) {
  Contribution times(double factor) {
    return new Contribution(item, kind, factor * score);
  }

  /** With what another model adds for the same item of the history. */
  Contribution plus(Contribution other) {
    return new Contribution(item, kind, score + other.score);
  }
}
