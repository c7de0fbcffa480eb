package io.tierwise.recommend;

import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.model.ItemKnnTrainer;
import io.tierwise.recommend.serving.LiveDemand;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the service; wrong ones stop the start.
 *
 * @param requireCatalogue true keeps items out of answers that are only known from events
 * @param strength what deeds weigh
 * @param itemKnn of the item k-NN
 * @param demand half-lives of trending and popularity
 * @param history what is held in memory
 * @param training when and how models are made
 */
@ConfigurationProperties("tierwise.recommend")
public record RecommendProperties(
    @DefaultValue("false") boolean requireCatalogue,
    @DefaultValue StrengthProperties strength,
    @DefaultValue ItemKnnProperties itemKnn,
    @DefaultValue DemandProperties demand,
    @DefaultValue HistoryProperties history,
    @DefaultValue TrainingProperties training) {

  /** See {@link StrengthWeights}. */
  public record StrengthProperties(
      @DefaultValue("1") double view,
      @DefaultValue("1") double click,
      @DefaultValue("2") double wishlist,
      @DefaultValue("3") double cart,
      @DefaultValue("5") double purchase,
      @DefaultValue("2.5") double ratingNeutral,
      @DefaultValue("180d") Duration halfLife) {
    StrengthWeights weights() {
      return new StrengthWeights(view, click, wishlist, cart, purchase, ratingNeutral, halfLife);
    }
  }

  /** See {@link ItemKnnTrainer.Parameters}. */
  public record ItemKnnProperties(
      @DefaultValue("100") int neighbours,
      @DefaultValue("20") double shrinkage,
      @DefaultValue("500") int maxItemsPerUser) {
    ItemKnnTrainer.Parameters parameters() {
      return new ItemKnnTrainer.Parameters(neighbours, shrinkage, maxItemsPerUser);
    }
  }

  /**
   * See {@link LiveDemand.HalfLives}.
   *
   * @param segmentsEvery how often to read what is popular within each tier
   */
  public record DemandProperties(
      @DefaultValue("3d") Duration trendingShort,
      @DefaultValue("21d") Duration trendingLong,
      @DefaultValue("30d") Duration popularity,
      @DefaultValue("1h") Duration segmentsEvery) {
    LiveDemand.HalfLives halfLives() {
      return new LiveDemand.HalfLives(trendingShort, trendingLong, popularity);
    }
  }

  /**
   * See {@link UserHistories.Limits}.
   *
   * @param poll how often to look for users of whom other instances stored something
   */
  public record HistoryProperties(
      @DefaultValue("20000") int users,
      @DefaultValue("2000000") long deeds,
      @DefaultValue("500") int maxBrowsed,
      @DefaultValue("5m") Duration maxAge,
      @DefaultValue("5s") Duration pause,
      @DefaultValue("100ms") Duration poll) {
    UserHistories.Limits limits() {
      return new UserHistories.Limits(users, deeds, maxBrowsed, maxAge, pause);
    }
  }

  /**
   * @param testShare of the purchases, the newest, that models are tested on
   * @param every trains by itself when the last run is longer ago; off where it is not set
   * @param poll how often to look for queued runs and for models of other instances
   */
  public record TrainingProperties(
      @DefaultValue("0.1") double testShare,
      @Nullable Duration every,
      @DefaultValue("2s") Duration poll) {
    public TrainingProperties {
      if (!(testShare > 0 && testShare < 1)) {
        throw new IllegalArgumentException(
            "tierwise.recommend.training.test-share " + testShare + " is not in (0, 1)");
      }
    }
  }
}
