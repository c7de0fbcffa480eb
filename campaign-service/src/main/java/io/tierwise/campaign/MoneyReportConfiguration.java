package io.tierwise.campaign;

import io.tierwise.campaign.adapter.postgres.JdbcAttributedOrders;
import io.tierwise.campaign.adapter.postgres.JdbcMoneyFigures;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.report.AttributedOrders;
import io.tierwise.campaign.report.AttributionRule;
import io.tierwise.campaign.report.ReportMoney;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the report in money together. */
@Configuration(proxyBeanMethods = false)
class MoneyReportConfiguration {
  @Bean
  ReportMoney reportMoney(
      Campaigns campaigns, JdbcClient jdbc, CampaignProperties properties, Clock clock) {
    return new ReportMoney(
        campaigns,
        new JdbcMoneyFigures(jdbc),
        new AttributionRule(AttributionRule.Kind.LAST_TOUCH, properties.attributionWindow()),
        clock);
  }

  @Bean
  AttributedOrders attributedOrders(JdbcClient jdbc) {
    return new JdbcAttributedOrders(jdbc);
  }
}
