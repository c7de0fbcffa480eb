package io.tierwise.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

class IngestPropertiesTest {
  @Test
  void defaults_areTheLimitsOfTheSpec() {
    assertThat(TestProperties.of(Map.of("web", "k")))
        .isEqualTo(
            new IngestProperties(
                Map.of("web", "k"),
                Map.of(),
                false,
                List.of("*"),
                DataSize.ofKilobytes(32),
                DataSize.ofKilobytes(256),
                DataSize.ofKilobytes(500),
                2_500,
                DataSize.ofMegabytes(16),
                Duration.ofSeconds(1),
                Duration.ofSeconds(8)));
  }

  @Test
  void everySetting_isMapped() {
    Map<String, String> settings = new HashMap<>();
    settings.put("tierwise.ingest.write-keys.web", "a");
    settings.put("tierwise.ingest.currency-rates.EUR", "0.85");
    settings.put("tierwise.ingest.keep-ip", "true");
    settings.put("tierwise.ingest.cors-origins", "https://a,https://b");
    settings.put("tierwise.ingest.max-event", "1KB");
    settings.put("tierwise.ingest.max-import-event", "2KB");
    settings.put("tierwise.ingest.max-batch", "3KB");
    settings.put("tierwise.ingest.max-batch-events", "4");
    settings.put("tierwise.ingest.max-in-flight", "5KB");
    settings.put("tierwise.ingest.admission-wait", "6s");
    settings.put("tierwise.ingest.ack-timeout", "7s");
    assertThat(TestProperties.bind(settings))
        .isEqualTo(
            new IngestProperties(
                Map.of("web", "a"),
                Map.of("EUR", new BigDecimal("0.85")),
                true,
                List.of("https://a", "https://b"),
                DataSize.ofKilobytes(1),
                DataSize.ofKilobytes(2),
                DataSize.ofKilobytes(3),
                4,
                DataSize.ofKilobytes(5),
                Duration.ofSeconds(6),
                Duration.ofSeconds(7)));
  }

  /** Without the dash: of WRITE_KEYS_DEMO the binder cannot tell where the name begins. */
  @Test
  void writeKeys_canBeGivenByTheEnvironment() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "test-systemEnvironment", Map.of("TIERWISE_INGEST_WRITEKEYS_DEMO", "the-key")));
    ConfigurationPropertySources.attach(environment);
    assertThat(
            Binder.get(environment)
                .bindOrCreate("tierwise.ingest", IngestProperties.class)
                .writeKeys())
        .isEqualTo(Map.of("demo", "the-key"));
  }

  @Test
  void withoutAWriteKey_itSaysHowToGiveOne() {
    assertThatThrownBy(() -> TestProperties.bind(Map.of()))
        .hasStackTraceContaining("tierwise.ingest.write-keys.web=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "write-keys.app=k",
        "write-keys.app=a:b",
        "max-batch=1KB",
        "max-in-flight=1KB",
        "max-batch-events=0",
        "ack-timeout=0s"
      })
  void settingsThatCannotWork_areRefused(String setting) {
    String[] parts = setting.split("=");
    Map<String, String> settings = new HashMap<>(Map.of("tierwise.ingest.write-keys.web", "k"));
    settings.put("tierwise.ingest." + parts[0], parts[1]);
    assertThatThrownBy(() -> TestProperties.bind(settings))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }
}
