package io.tierwise.benchmarks.recommend;

import io.tierwise.recommend.evaluation.FullRankingEvaluation;
import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.PersonalModel;
import io.tierwise.recommend.model.Recommender;
import io.tierwise.recommend.training.HybridSearch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses parameters, and the weights of a hybrid, by NDCG@10 on a part of the training data: the
 * newest purchases, a fifth of each user's items where the data has no times, or a purchase of each
 * user where the test is such. It is given the training data and nothing else. Users are a sample:
 * here, never where models are tested.
 */
final class Tuning {
  private static final double SHARE = 0.2;
  private static final int USERS = 2_000;

  private final StrengthWeights weights;
  private final InteractionLog train;
  private final List<TimeSplit.Case> cases;
  private final Recommender popularity;
  private final Map<String, Recommender> fitted = new HashMap<>();

  /**
   * @param onePurchaseEach where the test holds out one purchase of each user, whenever it was
   */
  Tuning(InteractionLog log, StrengthWeights weights, boolean onePurchaseEach) {
    this.weights = weights;
    TimeSplit split = onePurchaseEach ? null : TimeSplit.of(log, SHARE, _ -> false).orElse(null);
    if (split != null) {
      train = split.train();
      cases = evenly(split.cases());
    } else {
      PublicData held =
          onePurchaseEach
              ? ValidationSplit.onePurchaseEach(log, weights, USERS, 1)
              : ValidationSplit.of(new PublicData("tuning", log, List.of(), weights), USERS, 1);
      train = held.train();
      cases = held.cases();
    }
    popularity = QualityModels.popularity(weights).fit(train);
  }

  private static List<TimeSplit.Case> evenly(List<TimeSplit.Case> cases) {
    int n = Math.min(USERS, cases.size());
    return java.util.stream.IntStream.range(0, n)
        .mapToObj(i -> cases.get((int) ((long) i * cases.size() / n)))
        .toList();
  }

  /** The first of the best. */
  ModelTrainer best(List<ModelTrainer> candidates) {
    ModelTrainer best = candidates.getFirst();
    Recommender kept = null;
    double most = -1;
    for (ModelTrainer candidate : candidates.size() == 1 ? List.<ModelTrainer>of() : candidates) {
      Recommender model = candidate.fit(train);
      double ndcg =
          new FullRankingEvaluation(train, weights, _ -> false)
              .rank(model, popularity, cases)
              .mean(ListMetric.NDCG, 10);
      if (ndcg > most) {
        most = ndcg;
        best = candidate;
        kept = model;
      }
    }
    if (kept != null) {
      fitted.put(best.recipe(), kept);
    }
    return best;
  }

  /** A hybrid of these, weighed. */
  HybridSearch.Found hybrid(List<ModelTrainer> members) {
    List<PersonalModel> models =
        members.stream()
            .map(
                member ->
                    (PersonalModel) fitted.computeIfAbsent(member.recipe(), _ -> member.fit(train)))
            .toList();
    return new HybridSearch(weights, SHARE, _ -> false)
        .search(train, cases, members, models, popularity);
  }
}
