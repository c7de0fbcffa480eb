package io.tierwise.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProfilePropertiesTest {
  private static ProfileProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("tierwise.profile", ProfileProperties.class);
  }

  @Test
  void defaults_areThirtyDaysAndThirtyMinutes() {
    ProfileProperties defaults = bind(Map.of());
    assertThat(defaults.formula().id()).isEqualTo("1|PT720H|10,25,50,100,250|PT30M");
    assertThat(defaults.publication().pace().quiet()).isEqualTo(Duration.ofMillis(700));
  }

  @Test
  void allSettings_areMapped() {
    ProfileProperties all =
        bind(
            Map.of(
                "tierwise.profile.affinity-half-life", "7d",
                "tierwise.profile.price-bands", "5,20",
                "tierwise.profile.session-gap", "10m",
                "tierwise.profile.publication.tick", "1s",
                "tierwise.profile.publication.quiet", "2s",
                "tierwise.profile.publication.patience", "3s",
                "tierwise.profile.publication.batch", "4"));
    assertThat(all)
        .isEqualTo(
            new ProfileProperties(
                Duration.ofDays(7),
                List.of(new BigDecimal("5"), new BigDecimal("20")),
                Duration.ofMinutes(10),
                new PublicationProperties(
                    Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), 4)));
  }

  @Test
  void bandsThatDoNotAscend_areRefused() {
    assertThatThrownBy(() -> bind(Map.of("tierwise.profile.price-bands", "20,5")).formula())
        .hasMessageContaining("[20, 5]");
  }
}
