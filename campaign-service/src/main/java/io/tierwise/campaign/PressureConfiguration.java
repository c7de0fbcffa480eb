package io.tierwise.campaign;

import io.tierwise.campaign.adapter.postgres.JdbcContactAllowance;
import io.tierwise.campaign.adapter.postgres.JdbcContactPolicies;
import io.tierwise.campaign.adapter.postgres.JdbcContactPressure;
import io.tierwise.campaign.adapter.postgres.JdbcWhereabouts;
import io.tierwise.campaign.delivery.SendGate;
import io.tierwise.campaign.pressure.ContactAllowances;
import io.tierwise.campaign.pressure.ContactPolicies;
import io.tierwise.campaign.pressure.ContactPressure;
import io.tierwise.campaign.pressure.PolicyGate;
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
  ContactPressure contactPressure(JdbcClient jdbc) {
    return new JdbcContactPressure(jdbc);
  }

  @Bean
  SendGate policyGate(ContactPolicies policies, ContactAllowances allowances, JdbcClient jdbc) {
    return new PolicyGate(policies, new JdbcWhereabouts(jdbc), allowances);
  }

  @Bean
  JdbcContactAllowance contactAllowance(JdbcClient jdbc) {
    return new JdbcContactAllowance(jdbc);
  }
}
