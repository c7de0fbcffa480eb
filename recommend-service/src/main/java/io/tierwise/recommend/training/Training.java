package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.FullRankingEvaluation;
import io.tierwise.recommend.evaluation.RankingMetrics;
import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.model.BoughtTogether;
import io.tierwise.recommend.model.ItemNeighborhood;
import io.tierwise.recommend.model.ItemRanking;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.RecommendationModel;
import io.tierwise.recommend.model.Recommender;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;

/**
 * Fits and evaluates; knows nothing of runs or storage. The same log and parameters give the same
 * model and metrics.
 */
public final class Training {
  private final Map<Algorithm, ModelTrainer> trainers;
  private final StrengthWeights weights;
  private final double testShare;

  /**
   * @param testShare of the purchases, the newest ones, that models are tested on
   */
  public Training(List<ModelTrainer> trainers, StrengthWeights weights, double testShare) {
    this.trainers = new LinkedHashMap<>();
    trainers.forEach(trainer -> this.trainers.put(trainer.algorithm(), trainer));
    this.weights = weights;
    this.testShare = testShare;
  }

  /**
   * Metrics of each algorithm, fitted to what came before a point in time and asked for the
   * purchases after it.
   *
   * @param repeatable whether an item id is worth recommending to who has bought it
   * @return empty where the log is too small for a test
   */
  public Map<String, RankingMetrics> evaluate(
      InteractionLog log,
      Set<Algorithm> algorithms,
      Predicate<String> repeatable,
      DoubleConsumer progress) {
    TimeSplit.Repeatable items = item -> repeatable.test(log.itemIds().get(item));
    Optional<TimeSplit> split = TimeSplit.of(log, testShare, items);
    if (split.isEmpty()) {
      return Map.of();
    }
    InteractionLog train = split.get().train();
    FullRankingEvaluation evaluation = new FullRankingEvaluation(train, weights, items);
    Recommender popularity = trainer(Algorithm.POPULARITY).fit(train);
    Map<String, RankingMetrics> metrics = new LinkedHashMap<>();
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithms.contains(algorithm)) {
        Recommender fitted =
            algorithm == Algorithm.POPULARITY ? popularity : trainer(algorithm).fit(train);
        metrics.put(algorithm.id(), evaluation.evaluate(fitted, popularity, split.get().cases()));
        progress.accept((double) metrics.size() / algorithms.size());
      }
    }
    return metrics;
  }

  /** Fits to the whole log. What was not asked for is left empty. */
  public RecommendationModel fit(
      InteractionLog log, Set<Algorithm> algorithms, DoubleConsumer progress) {
    ItemRanking popularity = (ItemRanking) trainer(Algorithm.POPULARITY).fit(log);
    ItemRanking trending =
        algorithms.contains(Algorithm.TRENDING)
            ? (ItemRanking) trainer(Algorithm.TRENDING).fit(log)
            : ItemRanking.empty();
    progress.accept(0.2);
    Map<Algorithm, ItemNeighborhood> neighborhoods = new EnumMap<>(Algorithm.class);
    for (Algorithm algorithm : Algorithm.values()) {
      if (Algorithm.NEIGHBORHOODS.contains(algorithm) && algorithms.contains(algorithm)) {
        neighborhoods.put(algorithm, (ItemNeighborhood) trainer(algorithm).fit(log));
        progress.accept(0.2 + 0.6 * neighborhoods.size() / algorithms.size());
      }
    }
    BoughtTogether rules = BoughtTogether.fit(log);
    progress.accept(1);
    return new RecommendationModel(log.itemIds(), popularity, trending, neighborhoods, rules);
  }

  private ModelTrainer trainer(Algorithm algorithm) {
    ModelTrainer trainer = trainers.get(algorithm);
    if (trainer == null) {
      throw new IllegalStateException("no trainer for " + algorithm.id());
    }
    return trainer;
  }
}
