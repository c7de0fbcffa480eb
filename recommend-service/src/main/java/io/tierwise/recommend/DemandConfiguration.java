package io.tierwise.recommend;

import io.tierwise.recommend.adapter.postgres.JdbcDemand;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.serving.LiveDemand;
import io.tierwise.recommend.training.Following;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The demand of items as it is kept for the next start. */
@Configuration(proxyBeanMethods = false)
class DemandConfiguration {
  /** A start has at most so much of news to add. */
  private static final Duration ADDED_EVERY = Duration.ofSeconds(20);

  @Bean
  JdbcDemand demandRecord(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      StrengthWeights weights,
      LiveDemand.HalfLives halfLives) {
    return new JdbcDemand(jdbc, transaction, weights, halfLives);
  }

  @Bean(destroyMethod = "close")
  Following demandFollowing(JdbcDemand demand) {
    Following adding =
        new Following(
            List.of(demand::addNews),
            TrainingConfiguration.told(JdbcDemand.class, "adding up demand"));
    adding.start(ADDED_EVERY);
    return adding;
  }
}
