package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.FullRankingEvaluation;
import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.Recommender;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Chooses parameters by NDCG@10 on a validation split by time. It is given the log before the test
 * split and nothing else: it cannot look at what models are tested on.
 */
final class HyperparameterSearch {
  /**
   * What was found.
   *
   * @param best of each algorithm
   * @param scores validation NDCG@10 of every recipe that was tried, in the order of trying
   */
  record Found(Map<Algorithm, ModelTrainer> best, Map<String, Double> scores) {}

  private final StrengthWeights weights;
  private final double validationShare;
  private final TimeSplit.Repeatable repeatable;

  /**
   * @param validationShare of the purchases, the newest ones
   */
  HyperparameterSearch(
      StrengthWeights weights, double validationShare, TimeSplit.Repeatable repeatable) {
    this.weights = weights;
    this.validationShare = validationShare;
    this.repeatable = repeatable;
  }

  /**
   * @param beforeTest the log as it was before the test split
   * @param candidates per algorithm; the first one stays where nothing can be measured
   * @param filler fills up lists
   */
  Found search(
      InteractionLog beforeTest,
      Map<Algorithm, List<ModelTrainer>> candidates,
      ModelTrainer filler,
      DoubleConsumer progress) {
    Map<Algorithm, ModelTrainer> best = new LinkedHashMap<>();
    candidates.forEach((algorithm, trainers) -> best.put(algorithm, trainers.getFirst()));
    Map<String, Double> scores = new LinkedHashMap<>();
    Optional<TimeSplit> split = TimeSplit.of(beforeTest, validationShare, repeatable);
    if (split.isEmpty()) {
      return new Found(best, scores);
    }
    InteractionLog train = split.get().train();
    Recommender popularity = filler.fit(train);
    FullRankingEvaluation evaluation = new FullRankingEvaluation(train, weights, repeatable);
    int all = candidates.values().stream().mapToInt(List::size).sum();
    candidates.forEach(
        (algorithm, trainers) -> {
          double bestScore = -1;
          for (ModelTrainer trainer : trainers) {
            double before = (double) scores.size() / all;
            Recommender fitted = trainer.fit(train, _ -> progress.accept(before));
            double score =
                evaluation.rank(fitted, popularity, split.get().cases()).mean(ListMetric.NDCG, 10);
            scores.put(trainer.recipe(), score);
            if (score > bestScore) {
              bestScore = score;
              best.put(algorithm, trainer);
            }
            progress.accept((double) scores.size() / all);
          }
        });
    return new Found(best, scores);
  }
}
