package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import java.time.Duration;

/** Ranks items by {@link Velocity} at the time of the newest deed. */
public final class TrendingTrainer implements ModelTrainer {
  private final StrengthWeights weights;
  private final Duration shortHalfLife;
  private final Duration longHalfLife;

  public TrendingTrainer(StrengthWeights weights, Duration shortHalfLife, Duration longHalfLife) {
    if (shortHalfLife.compareTo(longHalfLife) >= 0) {
      throw new IllegalArgumentException(
          "short half-life " + shortHalfLife + " is not below the long one " + longHalfLife);
    }
    this.weights = weights;
    this.shortHalfLife = shortHalfLife;
    this.longHalfLife = longHalfLife;
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.TRENDING;
  }

  @Override
  public ItemRanking fit(InteractionLog log) {
    DecayedCounts lately = PopularityTrainer.count(log, weights, shortHalfLife);
    DecayedCounts longer = PopularityTrainer.count(log, weights, longHalfLife);
    double ratio = (double) shortHalfLife.toSeconds() / longHalfLife.toSeconds();
    long now = log.newest();
    double[] scores = new double[log.items()];
    for (int item = 0; item < scores.length; item++) {
      double count = longer.at(item, now);
      scores[item] = count > 0 ? Velocity.of(lately.at(item, now), count, ratio) : Double.NaN;
    }
    return new ItemRanking(scores);
  }
}
