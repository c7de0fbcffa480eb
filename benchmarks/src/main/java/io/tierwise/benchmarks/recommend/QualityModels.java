package io.tierwise.benchmarks.recommend;

import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.EaseTrainer;
import io.tierwise.recommend.model.ItemKnnTrainer;
import io.tierwise.recommend.model.LinearFilterTrainer;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.PopularityTrainer;
import java.time.Duration;
import java.util.List;

/** The models that are compared. */
final class QualityModels {
  private static final int ALL = 100_000;

  static ModelTrainer popularity(StrengthWeights weights) {
    return new PopularityTrainer(weights, Duration.ofDays(30));
  }

  /**
   * Parameters chosen on a fifth of the training items of each user, held out by {@link
   * ValidationSplit}.
   *
   * @param quick leaves out EASE, which takes minutes
   */
  static List<ModelTrainer> gowalla(StrengthWeights weights, boolean quick) {
    ModelTrainer knn = new ItemKnnTrainer(new ItemKnnTrainer.Parameters(200, 0, ALL), weights);
    ModelTrainer filter =
        new LinearFilterTrainer(
            new LinearFilterTrainer.Parameters(.5, .4, .2, .3, .3, .3, 512, 1000, ALL), weights);
    ModelTrainer ease = new EaseTrainer(new EaseTrainer.Parameters(80, 1000, ALL, 46_000), weights);
    return quick
        ? List.of(popularity(weights), knn, filter)
        : List.of(popularity(weights), knn, filter, ease);
  }

  static List<ModelTrainer> shop(StrengthWeights weights) {
    return List.of(
        popularity(weights),
        new ItemKnnTrainer(ItemKnnTrainer.Parameters.DEFAULT, weights),
        new LinearFilterTrainer(LinearFilterTrainer.Parameters.DEFAULT, weights),
        new EaseTrainer(EaseTrainer.Parameters.DEFAULT, weights));
  }

  private QualityModels() {}
}
