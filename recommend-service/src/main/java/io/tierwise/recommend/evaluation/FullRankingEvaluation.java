package io.tierwise.recommend.evaluation;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.Recommender;
import io.tierwise.recommend.model.Scores;
import io.tierwise.recommend.model.TopK;
import java.util.BitSet;
import java.util.Set;

/**
 * Ranks the whole catalogue for every test user, never a sample of it: sampled metrics can reverse
 * an order of models. W. Krichene, S. Rendle: On Sampled Metrics for Item Recommendation (2020).
 *
 * <p>What a user has bought before and is not repeatable is left out of the list, as when serving.
 * Places that a model cannot fill go to the filler, again as when serving.
 */
public final class FullRankingEvaluation {
  private static final int K = RankingMetrics.PLACES;

  private final InteractionLog train;
  private final StrengthWeights weights;
  private final TimeSplit.Repeatable repeatable;

  public FullRankingEvaluation(
      InteractionLog train, StrengthWeights weights, TimeSplit.Repeatable repeatable) {
    this.train = train;
    this.weights = weights;
    this.repeatable = repeatable;
  }

  /**
   * @param filler ranks what the recommender has no opinion on; may be the recommender itself
   */
  public RankingMetrics evaluate(
      Recommender recommender, Recommender filler, Iterable<TimeSplit.Case> cases) {
    Strengths user = new Strengths();
    Scores scores = new Scores(train.items());
    BitSet shown = new BitSet(train.items());
    int users = 0;
    double recall = 0;
    double ndcg = 0;
    double precision = 0;
    double hitRate = 0;
    for (TimeSplit.Case test : cases) {
      train.strengths(test.user(), weights, user);
      int[] ranked = rank(recommender, filler, user, bought(test.user()), scores);
      Set<Integer> relevant = test.relevant();
      int hits = Recall.hits(K, ranked, relevant);
      recall += Recall.at(K, ranked, relevant);
      ndcg += Ndcg.at(K, ranked, relevant);
      precision += (double) hits / K;
      hitRate += hits > 0 ? 1 : 0;
      for (int item : ranked) {
        shown.set(item);
      }
      users++;
    }
    int n = Math.max(1, users);
    double coverage = train.items() == 0 ? 0 : (double) shown.cardinality() / train.items();
    return new RankingMetrics(users, recall / n, ndcg / n, precision / n, hitRate / n, coverage);
  }

  private BitSet bought(int user) {
    BitSet bought = new BitSet();
    for (int row = train.start(user); row < train.end(user); row++) {
      if (train.isPurchase(row) && !repeatable.isRepeatable(train.item(row))) {
        bought.set(train.item(row));
      }
    }
    return bought;
  }

  private static int[] rank(
      Recommender recommender, Recommender filler, Strengths user, BitSet excluded, Scores scores) {
    int[] ranked = new int[K];
    int n = take(recommender, user, excluded, scores, ranked, 0);
    for (int place = 0; place < n; place++) {
      excluded.set(ranked[place]);
    }
    if (n < K && filler != recommender) {
      n = take(filler, user, excluded, scores, ranked, n);
    }
    return java.util.Arrays.copyOf(ranked, n);
  }

  private static int take(
      Recommender recommender,
      Strengths user,
      BitSet excluded,
      Scores scores,
      int[] ranked,
      int from) {
    scores.clear();
    recommender.score(user, scores);
    TopK best = new TopK(K - from);
    for (int i = 0; i < scores.size(); i++) {
      int item = scores.item(i);
      if (best.accepts(item, scores.value(item)) && !excluded.get(item)) {
        best.offer(item, scores.value(item));
      }
    }
    int[] items = new int[K - from];
    int n = best.drain(items, new double[K - from]);
    System.arraycopy(items, 0, ranked, from, n);
    return from + n;
  }
}
