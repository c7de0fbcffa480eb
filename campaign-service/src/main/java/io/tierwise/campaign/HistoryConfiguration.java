package io.tierwise.campaign;

import io.tierwise.campaign.adapter.postgres.JdbcHistories;
import io.tierwise.campaign.history.Histories;
import io.tierwise.campaign.history.ImportHistory;
import io.tierwise.campaign.lifecycle.Campaigns;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts imports of history together. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {
  @Bean
  Histories histories(
      JdbcClient jdbc, TransactionTemplate transactions, Campaigns campaigns, Clock clock) {
    return new JdbcHistories(jdbc, transactions, campaigns, clock);
  }

  @Bean
  ImportHistory importHistory(Histories histories, Clock clock) {
    return new ImportHistory(histories, clock);
  }
}
