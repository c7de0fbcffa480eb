package io.tierwise.campaign;

import io.tierwise.campaign.adapter.scheduling.BackgroundLoop;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.CheckReadiness;
import io.tierwise.campaign.lifecycle.ManageCampaigns;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens to campaigns from draft to finished. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApprovalProperties.class)
class LifecycleConfiguration {
  private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(1);

  @Bean
  CheckReadiness checkReadiness(Members members, HoldoutAssignment nobody) {
    return new CheckReadiness(members, nobody);
  }

  @Bean
  ManageCampaigns manageCampaigns(
      Campaigns campaigns, CheckReadiness readiness, ApprovalProperties properties, Clock clock) {
    return new ManageCampaigns(campaigns, readiness, properties.approval(), clock);
  }

  @Bean
  BackgroundLoop campaignSchedule(Campaigns campaigns, Clock clock) {
    return new BackgroundLoop(
        "campaign-schedule",
        () -> {
          campaigns.advance(clock.instant());
          return false;
        },
        LOOKED_AT_EVERY);
  }
}
