package io.tierwise.campaign;

import io.tierwise.campaign.adapter.postgres.JdbcMessages;
import io.tierwise.campaign.delivery.Messages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the delivery of messages together. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {
  @Bean
  Messages messages(JdbcClient jdbc, TransactionTemplate transactions) {
    return new JdbcMessages(jdbc, transactions);
  }
}
