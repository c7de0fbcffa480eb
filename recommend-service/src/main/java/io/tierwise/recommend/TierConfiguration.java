package io.tierwise.recommend;

import io.tierwise.recommend.adapter.kafka.TierAssignmentsListener;
import io.tierwise.recommend.adapter.postgres.JdbcHistoryNews;
import io.tierwise.recommend.adapter.postgres.JdbcTiers;
import io.tierwise.recommend.evaluation.Tiers;
import io.tierwise.recommend.intake.FollowTiers;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.starter.kafka.DeadLetters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tiers of users: evaluations tell them apart, and newcomers get what their like buy. */
@Configuration(proxyBeanMethods = false)
class TierConfiguration {
  @Bean
  Tiers tiers(JdbcTemplate jdbc, JdbcHistoryNews news) {
    return new JdbcTiers(jdbc, news);
  }

  @Bean
  FollowTiers followTiers(Tiers tiers, UserHistories histories) {
    return new FollowTiers(tiers, histories);
  }

  @Bean
  TierAssignmentsListener tierAssignmentsListener(FollowTiers tiers, DeadLetters deadLetters) {
    return new TierAssignmentsListener(tiers, deadLetters);
  }
}
