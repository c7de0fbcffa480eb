package io.tierwise.recommend;

import io.tierwise.recommend.adapter.kafka.TierAssignmentsListener;
import io.tierwise.recommend.adapter.postgres.JdbcTiers;
import io.tierwise.recommend.evaluation.Tiers;
import io.tierwise.starter.kafka.DeadLetters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tiers of users, for evaluations to tell them apart. */
@Configuration(proxyBeanMethods = false)
class TierConfiguration {
  @Bean
  Tiers tiers(JdbcTemplate jdbc) {
    return new JdbcTiers(jdbc);
  }

  @Bean
  TierAssignmentsListener tierAssignmentsListener(Tiers tiers, DeadLetters deadLetters) {
    return new TierAssignmentsListener(tiers, deadLetters);
  }
}
