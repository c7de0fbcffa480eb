package io.tierwise.recommend;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.serving.LiveModel;
import io.tierwise.recommend.serving.PredictRatings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Predicted ratings. */
@Configuration(proxyBeanMethods = false)
class RatingConfiguration {
  @Bean
  PredictRatings predictRatings(
      UserHistories histories, StrengthWeights weights, LiveModel live, Catalogue catalogue) {
    return new PredictRatings(histories, weights, live, catalogue);
  }
}
