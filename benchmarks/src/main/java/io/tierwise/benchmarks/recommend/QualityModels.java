package io.tierwise.benchmarks.recommend;

import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.AlsTrainer;
import io.tierwise.recommend.model.EaseTrainer;
import io.tierwise.recommend.model.ItemKnnTrainer;
import io.tierwise.recommend.model.LinearFilterTrainer;
import io.tierwise.recommend.model.MemoryBound;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.NextItemTrainer;
import io.tierwise.recommend.model.PopularityTrainer;
import io.tierwise.recommend.model.UserKnnTrainer;
import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The models that are compared. */
final class QualityModels {
  private static final int ALL = 100_000;
  private static final long SEED = 20261122;

  static ModelTrainer popularity(StrengthWeights weights) {
    return new PopularityTrainer(weights, Duration.ofDays(30));
  }

  /**
   * Parameters chosen on a fifth of the training items of each user, held out by {@link
   * ValidationSplit}. EASE takes minutes; its figures are those of {@code rec-train}.
   *
   * @param quick with fewer factors
   */
  static List<ModelTrainer> gowalla(StrengthWeights weights, boolean quick) {
    int factors = quick ? 32 : 256;
    return List.of(
        popularity(weights),
        new ItemKnnTrainer(new ItemKnnTrainer.Parameters(200, 0, ALL), weights),
        new UserKnnTrainer(
            new UserKnnTrainer.Parameters(500, 5, ALL, ALL, UserKnnTrainer.Similarity.COSINE),
            weights,
            MemoryBound.NONE),
        new AlsTrainer(
            new AlsTrainer.Parameters(factors, 100, 0.003, 1, 8, ALL, SEED),
            weights,
            MemoryBound.NONE),
        new LinearFilterTrainer(
            new LinearFilterTrainer.Parameters(.5, .4, .2, .2, .3, 0, 512, 1000, ALL),
            weights,
            MemoryBound.NONE));
  }

  /** Per algorithm what {@link Tuning} chooses from; the usual parameters come first. */
  static List<List<ModelTrainer>> shop(StrengthWeights weights) {
    return List.of(
        List.of(popularity(weights)),
        DoubleStream.of(20, 0, 5, 100).mapToObj(shrinkage -> itemKnn(shrinkage, weights)).toList(),
        Stream.of(UserKnnTrainer.Similarity.values())
            .flatMap(kind -> DoubleStream.of(5, 0, 50).mapToObj(s -> userKnn(s, kind, weights)))
            .toList(),
        Stream.of(new double[][] {{5, .01}, {1, .01}, {20, .01}, {5, .001}, {20, .001}})
            .map(pair -> als(pair[0], pair[1], weights))
            .toList(),
        Stream.of(
                LinearFilterTrainer.Parameters.DEFAULT,
                LinearFilterTrainer.Parameters.DEFAULT.with(.3, .1),
                LinearFilterTrainer.Parameters.DEFAULT.with(.5, .3))
            .<ModelTrainer>map(each -> new LinearFilterTrainer(each, weights, MemoryBound.NONE))
            .toList(),
        DoubleStream.of(200, 50, 1_000).mapToObj(ridge -> ease(ridge, weights)).toList(),
        DoubleStream.of(NextItemTrainer.Parameters.DEFAULT.halfLife(), 1, Double.POSITIVE_INFINITY)
            .mapToObj(QualityModels::nextItem)
            .toList());
  }

  private static ModelTrainer itemKnn(double shrinkage, StrengthWeights weights) {
    return new ItemKnnTrainer(new ItemKnnTrainer.Parameters(100, shrinkage, 500), weights);
  }

  private static ModelTrainer userKnn(
      double shrinkage, UserKnnTrainer.Similarity kind, StrengthWeights weights) {
    return new UserKnnTrainer(
        UserKnnTrainer.Parameters.DEFAULT.with(shrinkage, kind), weights, MemoryBound.NONE);
  }

  private static ModelTrainer als(
      double confidence, double regularisation, StrengthWeights weights) {
    return new AlsTrainer(
        AlsTrainer.Parameters.DEFAULT.with(confidence, regularisation), weights, MemoryBound.NONE);
  }

  private static ModelTrainer nextItem(double halfLife) {
    return new NextItemTrainer(NextItemTrainer.Parameters.DEFAULT.withHalfLife(halfLife));
  }

  private static ModelTrainer ease(double ridge, StrengthWeights weights) {
    return new EaseTrainer(new EaseTrainer.Parameters(ridge, 200, 500), weights, MemoryBound.NONE);
  }

  private QualityModels() {}
}
