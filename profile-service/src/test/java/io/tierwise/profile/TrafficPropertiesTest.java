package io.tierwise.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TrafficPropertiesTest {
  private static TrafficProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("tierwise.profile.traffic", TrafficProperties.class);
  }

  @Test
  void defaults_sparePeople() {
    TrafficProperties defaults = bind(Map.of());
    assertThat(defaults.rules().maxPerMinute()).isEqualTo(120);
    assertThat(defaults.rules().maxPerDay()).isEqualTo(5_000);
    assertThat(defaults.rules().testDomains()).containsExactly("test", "invalid");
    assertThat(defaults.scan()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void allSettings_areMapped() {
    assertThat(
            bind(
                Map.of(
                    "tierwise.profile.traffic.scan", "1m",
                    "tierwise.profile.traffic.max-per-minute", "2",
                    "tierwise.profile.traffic.max-per-day", "3",
                    "tierwise.profile.traffic.bot-agents", "a,b",
                    "tierwise.profile.traffic.test-traits", "qa",
                    "tierwise.profile.traffic.test-domains", "c.d")))
        .isEqualTo(
            new TrafficProperties(
                Duration.ofMinutes(1), 2, 3, List.of("a", "b"), List.of("qa"), List.of("c.d")));
  }
}
