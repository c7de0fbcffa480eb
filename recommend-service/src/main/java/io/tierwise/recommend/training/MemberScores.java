package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.FullRankingEvaluation;
import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.evaluation.RankedLists;
import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.PersonalModel;
import io.tierwise.recommend.model.Scores;
import io.tierwise.recommend.model.TopK;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What each member of a hybrid says of the items that might come into a list: of each user the best
 * hundred of every member, with the scores that all members give to them. Weights are tried on
 * these alone, so that a model is asked once however many are tried. 4 bytes for each item, member
 * and user.
 */
final class MemberScores {
  private static final int BEST = 100;
  private static final int PLACES = 10;
  private static final int CHUNK = 64;

  private final List<TimeSplit.Case> cases;
  private final RankedLists fillers;
  private final int[][] items;
  private final float[][][] scores;

  private MemberScores(List<TimeSplit.Case> cases, RankedLists fillers) {
    this.cases = cases;
    this.fillers = fillers;
    this.items = new int[cases.size()][];
    this.scores = new float[cases.size()][][];
  }

  /**
   * @param fillers what popularity would show to the same users
   */
  static MemberScores of(
      InteractionLog train,
      StrengthWeights weights,
      FullRankingEvaluation evaluation,
      List<PersonalModel> members,
      RankedLists fillers) {
    MemberScores found = new MemberScores(fillers.cases(), fillers);
    int users = found.cases.size();
    IntStream.range(0, (users + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(
            chunk -> {
              Strengths user = new Strengths();
              Scores all = new Scores(train.items());
              for (int i = chunk * CHUNK; i < Math.min(users, (chunk + 1) * CHUNK); i++) {
                int number = found.cases.get(i).user();
                train.strengths(number, weights, user);
                found.ask(i, members, user, evaluation.bought(number), all);
              }
            });
    return found;
  }

  /** Asks every member twice, first for its best items, so that one buffer does. */
  private void ask(
      int place, List<PersonalModel> members, Strengths user, BitSet excluded, Scores all) {
    BitSet wanted = new BitSet();
    for (PersonalModel member : members) {
      all.clear();
      member.score(user, all);
      TopK best = new TopK(BEST);
      for (int i = 0; i < all.size(); i++) {
        if (!excluded.get(all.item(i))) {
          best.offer(all.item(i), all.value(all.item(i)));
        }
      }
      int[] found = new int[best.size()];
      best.drain(found, new double[found.length]);
      Arrays.stream(found).forEach(wanted::set);
    }
    items[place] = wanted.stream().toArray();
    scores[place] = new float[members.size()][items[place].length];
    for (int m = 0; m < members.size(); m++) {
      all.clear();
      members.get(m).score(user, all);
      for (int i = 0; i < items[place].length; i++) {
        scores[place][m][i] = (float) all.value(items[place][i]);
      }
    }
  }

  /**
   * Mean NDCG@10 of the members' scores times these factors; what none of them has an opinion on is
   * left to the filler.
   */
  double ndcg(double[] factors) {
    double[] each =
        IntStream.range(0, cases.size())
            .parallel()
            .mapToDouble(
                place ->
                    ListMetric.NDCG.at(PLACES, list(place, factors), cases.get(place).relevant()))
            .toArray();
    return Arrays.stream(each).average().orElse(0);
  }

  private int[] list(int place, double[] factors) {
    TopK best = new TopK(PLACES);
    for (int i = 0; i < items[place].length; i++) {
      double score = 0;
      for (int m = 0; m < factors.length; m++) {
        score += factors[m] * scores[place][m][i];
      }
      if (score != 0) {
        best.offer(items[place][i], score);
      }
    }
    int[] list = new int[PLACES];
    int n = best.drain(list, new double[PLACES]);
    for (int p = 0; n < PLACES && p < fillers.places(place); p++) {
      int filler = fillers.item(place, p);
      if (IntStream.of(list).limit(n).noneMatch(item -> item == filler)) {
        list[n++] = filler;
      }
    }
    return Arrays.copyOf(list, n);
  }
}
