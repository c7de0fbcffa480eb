package io.tierwise.ingest.rejects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RejectsPropertiesTest {
  private static final String PREFIX = "tierwise.ingest.rejects.";

  private static RejectsProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("tierwise.ingest.rejects", RejectsProperties.class);
  }

  @Test
  void defaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new RejectsProperties(
                Duration.ofDays(30),
                Duration.ofMinutes(10),
                Set.of(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                100,
                20));
  }

  @Test
  void everySetting_isMapped() {
    assertThat(
            bind(
                Map.of(
                    PREFIX + "retention", "1d",
                    PREFIX + "sweep", "2m",
                    PREFIX + "readers", "desk,ops",
                    PREFIX + "lease", "3s",
                    PREFIX + "poll", "4s",
                    PREFIX + "page", "5",
                    PREFIX + "max-replays", "6")))
        .isEqualTo(
            new RejectsProperties(
                Duration.ofDays(1),
                Duration.ofMinutes(2),
                Set.of("desk", "ops"),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                5,
                6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "retention=0s",
        "sweep=0s",
        "lease=-1s",
        "poll=0s",
        "page=0",
        "page=1001",
        "max-replays=0"
      })
  void settingsThatCannotWork_areRefused(String setting) {
    String[] parts = setting.split("=");
    assertThatThrownBy(() -> bind(Map.of(PREFIX + parts[0], parts[1])))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }
}
