package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.model.RatingFactors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Foretells how a user would rate items, from all ratings that the user has given so far. */
public final class PredictRatings {
  private final UserHistories histories;
  private final StrengthWeights weights;
  private final LiveModel live;
  private final Catalogue catalogue;

  public PredictRatings(
      UserHistories histories, StrengthWeights weights, LiveModel live, Catalogue catalogue) {
    this.histories = histories;
    this.weights = weights;
    this.live = live;
    this.catalogue = catalogue;
  }

  /**
   * @param rating 1..5
   * @param given the user's own newest rating, null without one
   * @param known whether the model knows the item; if not, what the user gives on average
   */
  public record Prediction(String itemId, double rating, @Nullable Double given, boolean known) {}

  /**
   * @param ratings how many of the user's the predictions rest on
   */
  public record Answer(
      String modelVersion, double meanRating, int ratings, List<Prediction> predictions) {
    public Answer {
      predictions = List.copyOf(predictions);
    }
  }

  /**
   * @return empty if the model that serves has learnt no ratings
   * @throws io.tierwise.recommend.interaction.HistoriesUnavailable if the store does not answer
   */
  public Optional<Answer> of(String userId, List<String> itemIds) {
    LiveModel.Serving serving = live.current().orElse(null);
    if (serving == null
        || !(serving.model().personal(Algorithm.RATING_FACTORS) instanceof RatingFactors model)) {
      return Optional.empty();
    }
    Strengths user = histories.of(userId).strengths(weights, new Strengths());
    int[] items = itemIds.stream().mapToInt(id -> catalogue.find(id).orElse(-1)).toArray();
    double[] ratings = model.predict(user, items);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < items.length; i++) {
      predictions.add(
          new Prediction(itemIds.get(i), ratings[i], given(user, items[i]), model.knows(items[i])));
    }
    int own = 0;
    for (int i = 0; i < user.size(); i++) {
      own += user.rating(i) > 0 ? 1 : 0;
    }
    return Optional.of(new Answer(serving.version(), model.mean(), own, predictions));
  }

  private static @Nullable Double given(Strengths user, int item) {
    for (int i = 0; i < user.size(); i++) {
      if (user.item(i) == item && user.rating(i) > 0) {
        return (double) user.rating(i);
      }
    }
    return null;
  }
}
