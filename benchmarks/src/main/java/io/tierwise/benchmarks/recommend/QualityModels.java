package io.tierwise.benchmarks.recommend;

import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.EaseTrainer;
import io.tierwise.recommend.model.ItemKnnTrainer;
import io.tierwise.recommend.model.LinearFilterTrainer;
import io.tierwise.recommend.model.MemoryBound;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.NextItemTrainer;
import io.tierwise.recommend.model.PopularityTrainer;
import java.time.Duration;
import java.util.ArrayList;
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
    List<ModelTrainer> models = new ArrayList<>();
    models.add(popularity(weights));
    models.add(new ItemKnnTrainer(new ItemKnnTrainer.Parameters(200, 0, ALL), weights));
    models.add(
        new LinearFilterTrainer(
            new LinearFilterTrainer.Parameters(.5, .4, .2, .2, .3, 0, 512, 1000, ALL),
            weights,
            MemoryBound.NONE));
    if (!quick) {
      models.add(
          new EaseTrainer(new EaseTrainer.Parameters(80, 1000, ALL), weights, MemoryBound.NONE));
    }
    return models;
  }

  static List<ModelTrainer> shop(StrengthWeights weights) {
    return List.of(
        popularity(weights),
        new ItemKnnTrainer(ItemKnnTrainer.Parameters.DEFAULT, weights),
        new LinearFilterTrainer(LinearFilterTrainer.Parameters.DEFAULT, weights, MemoryBound.NONE),
        new EaseTrainer(EaseTrainer.Parameters.DEFAULT, weights, MemoryBound.NONE),
        new NextItemTrainer(NextItemTrainer.Parameters.DEFAULT));
  }

  private QualityModels() {}
}
