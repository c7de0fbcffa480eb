package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionKind;

/**
 * What one item of a user's history adds to the score of a recommended item.
 *
 * @param item of the history
 * @param kind what the user mainly did with it
 * @param score strength times similarity; negative where the user disliked the item
 */
public record Contribution(int item, InteractionKind kind, double score) {}
