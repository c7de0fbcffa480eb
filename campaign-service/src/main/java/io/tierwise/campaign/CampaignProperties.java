package io.tierwise.campaign;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the service.
 *
 * @param attributionWindow how long after a touch an order still belongs to it
 * @param priorResponseRate believed before any outcome was seen, inside 0..1
 * @param priorStrength contacts that the belief weighs as much as
 * @param modelMaxAge how old response rates and prices may be in a decision
 * @param globalHoldoutShare of users whom no campaign may contact, 0 up to but not including 1
 */
@ConfigurationProperties("tierwise.campaign")
public record CampaignProperties(
    @DefaultValue("7d") Duration attributionWindow,
    @DefaultValue("0.02") double priorResponseRate,
    @DefaultValue("200") double priorStrength,
    @DefaultValue("10s") Duration modelMaxAge,
    @DefaultValue("0") double globalHoldoutShare) {
  public CampaignProperties {
    if (!(globalHoldoutShare >= 0 && globalHoldoutShare < 1)) {
      throw new IllegalArgumentException(
          "tierwise.campaign.global-holdout-share " + globalHoldoutShare + " is not in 0..1");
    }
  }
}
