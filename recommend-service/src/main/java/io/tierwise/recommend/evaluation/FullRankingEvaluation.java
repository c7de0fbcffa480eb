package io.tierwise.recommend.evaluation;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.ItemRanking;
import io.tierwise.recommend.model.Recommender;
import io.tierwise.recommend.model.Scores;
import io.tierwise.recommend.model.TopK;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ranks the whole catalogue for every test user, never a sample of it: sampled metrics can reverse
 * an order of models. W. Krichene, S. Rendle: On Sampled Metrics for Item Recommendation (2020).
 *
 * <p>What a user has bought before and is not repeatable is left out of the list, as when serving.
 * Places that a model cannot fill go to the filler, again as when serving.
 */
public final class FullRankingEvaluation {
  public static final int DEPTH = 20;
  private static final int CHUNK = 256;

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
      Recommender recommender, Recommender filler, List<TimeSplit.Case> cases) {
    return rank(recommender, filler, cases).metrics();
  }

  /** The lists of {@value #DEPTH} places that the users would have seen; on all cores. */
  public RankedLists rank(Recommender recommender, Recommender filler, List<TimeSplit.Case> cases) {
    int[][] lists = new int[cases.size()][];
    int chunks = (cases.size() + CHUNK - 1) / CHUNK;
    IntStream.range(0, chunks)
        .parallel()
        .forEach(
            chunk -> {
              Strengths user = new Strengths();
              Scores scores = new Scores(train.items());
              for (int i = chunk * CHUNK; i < Math.min(lists.length, (chunk + 1) * CHUNK); i++) {
                int number = cases.get(i).user();
                train.strengths(number, weights, user);
                lists[i] = rank(recommender, filler, user, bought(number), scores);
              }
            });
    return new RankedLists(cases, lists, train.items());
  }

  /** What a list for a user leaves out. */
  public BitSet bought(int user) {
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
    int[] ranked = new int[DEPTH];
    int n = take(recommender, user, excluded, scores, ranked, 0);
    for (int place = 0; place < n; place++) {
      excluded.set(ranked[place]);
    }
    if (n < DEPTH && filler != recommender) {
      n = take(filler, user, excluded, scores, ranked, n);
    }
    return Arrays.copyOf(ranked, n);
  }

  private static int take(
      Recommender recommender,
      Strengths user,
      BitSet excluded,
      Scores scores,
      int[] ranked,
      int from) {
    if (recommender instanceof ItemRanking ranking) {
      return take(ranking, excluded, ranked, from);
    }
    scores.clear();
    recommender.score(user, scores);
    TopK best = new TopK(DEPTH - from);
    for (int i = 0; i < scores.size(); i++) {
      int item = scores.item(i);
      if (best.accepts(item, scores.value(item)) && !excluded.get(item)) {
        best.offer(item, scores.value(item));
      }
    }
    int[] items = new int[DEPTH - from];
    int n = best.drain(items, new double[DEPTH - from]);
    System.arraycopy(items, 0, ranked, from, n);
    return from + n;
  }

  /**
   * The same for everyone: whoever is not left out, in its order, without a score for each item.
   */
  private static int take(ItemRanking ranking, BitSet excluded, int[] ranked, int from) {
    int n = from;
    for (int place = 0; place < ranking.size() && n < DEPTH; place++) {
      if (!excluded.get(ranking.item(place))) {
        ranked[n++] = ranking.item(place);
      }
    }
    return n;
  }
}
