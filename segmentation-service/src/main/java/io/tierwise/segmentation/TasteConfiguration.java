package io.tierwise.segmentation;

import io.tierwise.segmentation.adapter.postgres.JdbcLookalikes;
import io.tierwise.segmentation.adapter.postgres.JdbcTastes;
import io.tierwise.segmentation.audience.Lookalikes;
import io.tierwise.segmentation.taste.FindTastes;
import io.tierwise.segmentation.taste.SimilarUsers;
import io.tierwise.segmentation.taste.Tastes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tastes, and customers who are alike, on their ports. */
@Configuration(proxyBeanMethods = false)
class TasteConfiguration {
  @Bean
  Tastes tastes(JdbcClient jdbc) {
    return new JdbcTastes(jdbc);
  }

  @Bean
  FindTastes findTastes(Tastes tastes, Clock clock) {
    return new FindTastes(tastes, clock);
  }

  @Bean
  SimilarUsers similarUsers(Tastes tastes) {
    return new SimilarUsers(tastes);
  }

  @Bean
  Lookalikes lookalikes(JdbcClient jdbc) {
    return new Lookalikes(new JdbcLookalikes(jdbc));
  }
}
