package io.tierwise.campaign;

import io.tierwise.campaign.adapter.postgres.JdbcContactAllowance;
import io.tierwise.campaign.adapter.postgres.JdbcContactPolicies;
import io.tierwise.campaign.pressure.ContactAllowance;
import io.tierwise.campaign.pressure.ContactPolicies;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Contact policy and allowances. */
@Configuration(proxyBeanMethods = false)
class PressureConfiguration {
  @Bean
  ContactPolicies contactPolicies(JdbcClient jdbc, TransactionTemplate transactions) {
    return new JdbcContactPolicies(jdbc, transactions);
  }

  @Bean
  ContactAllowance contactAllowance(JdbcClient jdbc) {
    return new JdbcContactAllowance(jdbc);
  }
}
