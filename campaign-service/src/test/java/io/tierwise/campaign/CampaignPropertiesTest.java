package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CampaignPropertiesTest {
  private static <T> T bound(String prefix, Class<T> type, Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
  }

  @Test
  void defaults() {
    assertThat(bound("tierwise.campaign", CampaignProperties.class, Map.of()))
        .isEqualTo(
            new CampaignProperties(Duration.ofDays(7), 0.02, 200, Duration.ofSeconds(10), 0));
    assertThat(bound("tierwise.recommend", RecommendProperties.class, Map.of()))
        .isEqualTo(
            new RecommendProperties(
                URI.create("http://localhost:8084"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofMillis(500)));
  }

  @Test
  void everySetting() {
    assertThat(
            bound(
                "tierwise.campaign",
                CampaignProperties.class,
                Map.of(
                    "tierwise.campaign.attribution-window", "30d",
                    "tierwise.campaign.prior-response-rate", "0.1",
                    "tierwise.campaign.prior-strength", "50",
                    "tierwise.campaign.model-max-age", "1s",
                    "tierwise.campaign.global-holdout-share", "0.05")))
        .isEqualTo(
            new CampaignProperties(Duration.ofDays(30), 0.1, 50, Duration.ofSeconds(1), 0.05));
    assertThat(
            bound(
                "tierwise.recommend",
                RecommendProperties.class,
                Map.of(
                    "tierwise.recommend.url", "http://r:1",
                    "tierwise.recommend.connect-timeout", "2s",
                    "tierwise.recommend.batch-timeout", "3s",
                    "tierwise.recommend.decision-timeout", "4ms")))
        .isEqualTo(
            new RecommendProperties(
                URI.create("http://r:1"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofMillis(4)));
  }
}
