package io.tierwise.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.launcher.stack.ServiceSettings.Surroundings;
import io.tierwise.launcher.stack.StackSettings.ExternalPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSettingsTest {
  private static final Surroundings AROUND =
      new Surroundings(
          "db:5432",
          "me",
          "secret",
          "broker:9092",
          "/data/imports",
          name -> "http://" + name + ":1");

  @Test
  void campaignService_knowsItsDatabaseTheBrokerAndRecommendService() {
    assertThat(ServiceSettings.named("campaign-service").environment(AROUND))
        .isEqualTo(
            Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS", "broker:9092",
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://db:5432/campaign",
                "SPRING_DATASOURCE_USERNAME", "me",
                "SPRING_DATASOURCE_PASSWORD", "secret",
                "TIERWISE_RECOMMEND_URL", "http://recommend-service:1"));
  }

  @Test
  void ingestService_hasTheLocalWriteKeyAndADatabaseForRejectedEvents() {
    assertThat(ServiceSettings.named("ingest-service").environment(AROUND))
        .isEqualTo(
            Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS", "broker:9092",
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://db:5432/ingest",
                "SPRING_DATASOURCE_USERNAME", "me",
                "SPRING_DATASOURCE_PASSWORD", "secret",
                "TIERWISE_INGEST_WRITEKEYS_DEMO", "local-write-key",
                "TIERWISE_INGEST_IMPORTS_FOLDER", "/data/imports"));
  }

  @Test
  void environment_namesServersThatRunElsewhere() {
    StackSettings settings =
        StackSettings.local(new Installation(Path.of(".")), Path.of("data"))
            .configuredBy(
                Map.of(
                    "TIERWISE_POSTGRES_URL", "jdbc:postgresql://db.example.com",
                    "TIERWISE_POSTGRES_USER", "shop",
                    "TIERWISE_POSTGRES_PASSWORD", "secret",
                    "TIERWISE_KAFKA_BOOTSTRAP_SERVERS", "a:9092,b:9092"));
    assertThat(settings.postgres())
        .isEqualTo(new ExternalPostgres("db.example.com:5432", "shop", "secret"));
    assertThat(settings.kafkaBootstrapServers()).isEqualTo("a:9092,b:9092");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mysql://db", "jdbc:postgresql:db", "postgresql://db/shop", "postgresql://db?x=y"})
  void urlOfAnythingElse_isRefused(String url) {
    assertThatThrownBy(() -> ExternalPostgres.of(url, "u", "p"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HOST:PORT");
  }
}
