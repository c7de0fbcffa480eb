package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.FullRankingEvaluation;
import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.HybridTrainer;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.PersonalModel;
import io.tierwise.recommend.model.Recommender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fits the weights of a hybrid by NDCG@10 on a validation split by time: step by step it takes in
 * the model that helps the list most, with replacement, and keeps the best of these lists; weights
 * are counts of steps. R. Caruana et al.: Ensemble Selection from Libraries of Models (2004).
 *
 * <p>Like {@link HyperparameterSearch} it is given the log before the test split and nothing else.
 */
public final class HybridSearch {
  private static final int STEPS = 20;
  private static final int MAX_CASES = 2_000;

  private final StrengthWeights weights;
  private final double validationShare;
  private final TimeSplit.Repeatable repeatable;

  /**
   * @param validationShare of the purchases, the newest ones
   */
  public HybridSearch(
      StrengthWeights weights, double validationShare, TimeSplit.Repeatable repeatable) {
    this.weights = weights;
    this.validationShare = validationShare;
    this.repeatable = repeatable;
  }

  /**
   * @param ndcg on the validation split
   */
  public record Found(HybridTrainer trainer, double ndcg) {}

  /**
   * @param beforeTest the log as it was before the test split
   * @return empty where nothing can be measured
   */
  public Optional<Found> search(
      InteractionLog beforeTest, List<ModelTrainer> members, ModelTrainer filler) {
    return TimeSplit.of(beforeTest, validationShare, repeatable)
        .map(split -> search(split, members, filler));
  }

  private Found search(TimeSplit split, List<ModelTrainer> members, ModelTrainer filler) {
    InteractionLog train = split.train();
    List<PersonalModel> fitted = new ArrayList<>();
    members.forEach(member -> fitted.add((PersonalModel) member.fit(train)));
    return search(train, split.cases(), members, fitted, filler.fit(train));
  }

  /**
   * As above, with models that are fitted already.
   *
   * @param train what the models are fitted to
   * @param cases of the validation split
   * @param fitted by member
   */
  public Found search(
      InteractionLog train,
      List<TimeSplit.Case> cases,
      List<ModelTrainer> members,
      List<PersonalModel> fitted,
      Recommender popularity) {
    FullRankingEvaluation evaluation = new FullRankingEvaluation(train, weights, repeatable);
    MemberScores scores =
        MemberScores.of(
            train,
            weights,
            evaluation,
            fitted,
            evaluation.rank(popularity, popularity, sample(cases)));
    double[] scales =
        fitted.stream().mapToDouble(each -> HybridTrainer.scale(each, train, weights)).toArray();
    HybridTrainer trainer = trainer(members, best(scores, scales));
    PersonalModel hybrid = trainer.sum(train, member -> fitted.get(members.indexOf(member)));
    double ndcg = evaluation.rank(hybrid, popularity, cases).mean(ListMetric.NDCG, 10);
    return new Found(trainer, ndcg);
  }

  /** How often each member was taken in. */
  private static int[] best(MemberScores scores, double[] scales) {
    int[] counts = new int[scales.length];
    int[] best = counts;
    double bestScore = -1;
    for (int step = 0; step < STEPS; step++) {
      int next = 0;
      double nextScore = -1;
      for (int candidate = 0; candidate < scales.length; candidate++) {
        counts[candidate]++;
        double score =
            scores.ndcg(
                IntStream.range(0, scales.length)
                    .mapToDouble(m -> counts[m] / scales[m])
                    .toArray());
        counts[candidate]--;
        if (score > nextScore) {
          nextScore = score;
          next = candidate;
        }
      }
      counts[next]++;
      if (nextScore > bestScore) {
        bestScore = nextScore;
        best = counts.clone();
      }
    }
    return best;
  }

  private HybridTrainer trainer(List<ModelTrainer> members, int[] counts) {
    double all = IntStream.of(counts).sum();
    return new HybridTrainer(
        IntStream.range(0, counts.length)
            .filter(i -> counts[i] > 0)
            .mapToObj(i -> new HybridTrainer.Member(counts[i] / all, members.get(i)))
            .toList(),
        weights);
  }

  /** Evenly spread, so that the work does not grow with the shop. */
  private static List<TimeSplit.Case> sample(List<TimeSplit.Case> cases) {
    int n = Math.min(MAX_CASES, cases.size());
    return IntStream.range(0, n)
        .mapToObj(i -> cases.get((int) ((long) i * cases.size() / n)))
        .toList();
  }
}
