package io.tierwise.benchmarks.recommend;

import io.tierwise.recommend.evaluation.FullRankingEvaluation;
import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.Recommender;
import java.util.List;

/**
 * Chooses parameters by NDCG@10 on a part of the training data: the newest purchases, or a fifth of
 * each user's items where the data has no times. It is given the training data and nothing else.
 */
final class Tuning {
  private static final double SHARE = 0.2;
  private static final int USERS = 6_000;

  private final StrengthWeights weights;
  private final InteractionLog train;
  private final List<TimeSplit.Case> cases;

  Tuning(InteractionLog log, StrengthWeights weights) {
    this.weights = weights;
    TimeSplit split = TimeSplit.of(log, SHARE, _ -> false).orElse(null);
    if (split != null) {
      train = split.train();
      cases = split.cases().subList(0, Math.min(USERS, split.cases().size()));
    } else {
      PublicData held =
          ValidationSplit.of(new PublicData("tuning", log, List.of(), weights), USERS, 1);
      train = held.train();
      cases = held.cases();
    }
  }

  /** The first of the best. */
  ModelTrainer best(List<ModelTrainer> candidates) {
    ModelTrainer best = candidates.getFirst();
    double most = -1;
    for (ModelTrainer candidate : candidates.size() == 1 ? List.<ModelTrainer>of() : candidates) {
      double ndcg = ndcg(candidate);
      if (ndcg > most) {
        most = ndcg;
        best = candidate;
      }
    }
    return best;
  }

  private double ndcg(ModelTrainer trainer) {
    Recommender popularity = QualityModels.popularity(weights).fit(train);
    return new FullRankingEvaluation(train, weights, _ -> false)
        .rank(trainer.fit(train), popularity, cases)
        .mean(ListMetric.NDCG, 10);
  }
}
