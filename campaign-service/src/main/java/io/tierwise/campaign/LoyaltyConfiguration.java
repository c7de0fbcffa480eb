package io.tierwise.campaign;

import io.tierwise.campaign.adapter.postgres.JdbcLedgers;
import io.tierwise.campaign.adapter.scheduling.BackgroundLoop;
import io.tierwise.campaign.coupon.Coupons;
import io.tierwise.campaign.loyalty.Ledgers;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Points and levels. */
@Configuration(proxyBeanMethods = false)
class LoyaltyConfiguration {
  private static final Duration LOOKED_AT_EVERY = Duration.ofMillis(500);

  @Bean
  Ledgers ledgers(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Coupons coupons,
      CampaignProperties properties) {
    return new JdbcLedgers(jdbc, transactions, coupons, properties.attributionWindow());
  }

  @Bean
  BackgroundLoop loyaltyLoop(Ledgers ledgers, Clock clock) {
    return new BackgroundLoop(
        "loyalty", () -> ledgers.settleSome(clock.instant()) > 0, LOOKED_AT_EVERY);
  }
}
