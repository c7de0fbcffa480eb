package io.tierwise.recommend;

import io.tierwise.recommend.intake.FollowHistories;
import io.tierwise.recommend.interaction.HistoryNews;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.training.Following;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Histories that are held, and what other instances stored of these users. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {
  @Bean
  FollowHistories followHistories(HistoryNews news, UserHistories histories, Clock clock) {
    return new FollowHistories(news, histories, clock);
  }

  /** A thread of its own: it does not wait for a model that is being read. */
  @Bean(destroyMethod = "close")
  Following historyFollowing(FollowHistories histories, RecommendProperties properties) {
    Following following =
        new Following(
            List.of(histories::follow),
            TrainingConfiguration.told(FollowHistories.class, "following histories"));
    following.start(properties.history().poll());
    return following;
  }
}
