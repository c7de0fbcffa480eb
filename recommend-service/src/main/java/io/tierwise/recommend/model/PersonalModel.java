package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.Strengths;
import java.util.List;

/**
 * A recommender that is stored with a {@link RecommendationModel}, serves in the item numbers of a
 * catalogue, and says why. It scores from the user's row as it is now: what somebody did a moment
 * ago counts without a training.
 */
public sealed interface PersonalModel extends Recommender
    permits ItemNeighborhood, Followers, LatentFactors, UserNeighborhood, RatingFactors, Blend {
  /**
   * What each history item adds to the scores of some items, in any order: the parts of an item sum
   * to its score (of a {@link RatingFactors}, to what is above the means).
   *
   * @param asked item numbers
   * @param places a cleared buffer, large enough for every item number
   */
  List<List<Contribution>> explain(Strengths user, int[] asked, Scores places);

  /**
   * The same in short, for answers.
   *
   * @param most parts of each item that are told
   */
  default List<Explanation> explain(Strengths user, int[] asked, Scores places, int most) {
    return explain(user, asked, places).stream().map(all -> Explanation.of(all, most)).toList();
  }

  /** The same model in other item numbers: {@code numbers[i]} in place of i. */
  PersonalModel renumbered(int[] numbers);
}
