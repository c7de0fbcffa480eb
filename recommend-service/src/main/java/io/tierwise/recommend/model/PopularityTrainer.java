package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import java.time.Duration;

/** Ranks items by their decayed, weighted deeds: the baseline. */
public final class PopularityTrainer implements ModelTrainer {
  private final StrengthWeights weights;
  private final Duration halfLife;

  public PopularityTrainer(StrengthWeights weights, Duration halfLife) {
    this.weights = weights;
    this.halfLife = halfLife;
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.POPULARITY;
  }

  @Override
  public ItemRanking fit(InteractionLog log) {
    DecayedCounts counts = count(log, weights, halfLife);
    long now = log.newest();
    double[] scores = new double[log.items()];
    for (int item = 0; item < scores.length; item++) {
      double count = counts.at(item, now);
      scores[item] = count > 0 ? count : Double.NaN;
    }
    return new ItemRanking(scores);
  }

  static DecayedCounts count(InteractionLog log, StrengthWeights weights, Duration halfLife) {
    DecayedCounts counts = new DecayedCounts(log.items(), halfLife.toSeconds());
    for (int row = 0; row < log.rows(); row++) {
      double weight = weights.of(InteractionKind.of(log.kind(row)), log.rating(row));
      counts.add(log.item(row), log.second(row), Math.max(0, weight));
    }
    return counts;
  }
}
