package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.FullRankingEvaluation;
import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.HybridTrainer;
import io.tierwise.recommend.model.ItemNeighborhood;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.Recommender;
import io.tierwise.recommend.model.Scores;
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
  private static final int STEPS = 10;
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
    Recommender popularity = filler.fit(train);
    FullRankingEvaluation evaluation = new FullRankingEvaluation(train, weights, repeatable);
    List<ItemNeighborhood> fitted = new ArrayList<>();
    double[] scales = new double[members.size()];
    for (int i = 0; i < scales.length; i++) {
      fitted.add((ItemNeighborhood) members.get(i).fit(train));
      scales[i] = HybridTrainer.scale(fitted.get(i), train, weights);
    }
    List<TimeSplit.Case> cases = sample(split.cases());
    int[] counts = new int[scales.length];
    int[] best = counts;
    double bestScore = -1;
    for (int step = 0; step < STEPS; step++) {
      int next = -1;
      double nextScore = -1;
      for (int candidate = 0; candidate < scales.length; candidate++) {
        counts[candidate]++;
        double score =
            evaluation
                .rank(new Blend(fitted, counts, scales), popularity, cases)
                .mean(ListMetric.NDCG, 10);
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
    HybridTrainer trainer = trainer(members, best);
    ItemNeighborhood hybrid = trainer.sum(train, member -> fitted.get(members.indexOf(member)));
    double ndcg = evaluation.rank(hybrid, popularity, split.cases()).mean(ListMetric.NDCG, 10);
    return new Found(trainer, ndcg);
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

  /** The sum of the members without making it one model, which would take longer than a look. */
  private record Blend(List<ItemNeighborhood> members, int[] counts, double[] scales)
      implements Recommender {
    @Override
    public void score(Strengths user, Scores scores) {
      Strengths scaled = new Strengths();
      for (int m = 0; m < scales.length; m++) {
        if (counts[m] > 0) {
          scaled.clear();
          for (int i = 0; i < user.size(); i++) {
            scaled.add(user.item(i), user.value(i) * counts[m] / scales[m], user.mainKind(i));
          }
          members.get(m).score(scaled, scores);
        }
      }
    }
  }
}
