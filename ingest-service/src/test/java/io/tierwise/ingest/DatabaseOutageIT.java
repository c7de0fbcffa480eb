package io.tierwise.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.testing.TestPostgres;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * PostgreSQL comes late, goes, and comes back; the doors do not care, nothing is missing, and
 * nobody is named in the log.
 */
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
    properties = {
      "spring.kafka.consumer.group-id=outage",
      "spring.datasource.hikari.connection-timeout=500",
      "spring.datasource.hikari.validation-timeout=400"
    })
class DatabaseOutageIT extends RunningIngest {
  private static final URI DATABASE =
      URI.create(TestPostgres.newDatabase().substring("jdbc:".length()));
  private static final TcpDoor DOOR = new TcpDoor(DATABASE.getPort());

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    registry.add(
        "test.database.url",
        () -> "jdbc:postgresql://localhost:" + DOOR.port() + DATABASE.getPath());
  }

  @AfterAll
  static void shut() throws Exception {
    DOOR.shut();
  }

  @Test
  void databaseThatComesAndGoes_isWaitedFor(CapturedOutput output) throws Exception {
    String user = unique("u");
    assertDoorsWork(user, 1);
    assertRejectsUnavailable();

    DOOR.open();
    awaitKept(user, 1);

    DOOR.shut();
    for (int i = 2; i <= 20; i++) {
      assertDoorsWork(user, i);
    }
    assertRejectsUnavailable();

    DOOR.open();
    awaitKept(user, 20);
    assertThat(output.getAll()).contains("reading of messages waits").doesNotContain(user);
  }

  /** One event is accepted, one rejected; an idempotency key does not take it to the database. */
  private void assertDoorsWork(String user, int number) {
    assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
    String body = "{'userId':'%s','messageId':'m%d'%s}";
    assertThat(
            send(
                    "POST",
                    "/v1/page",
                    body.formatted(user, number, "").replace('\'', '"').getBytes(UTF_8),
                    Map.of("Idempotency-Key", user + number))
                .status())
        .isEqualTo(202);
    assertThat(post("/v1/page", body.formatted(user, number, ",'timestamp':7")).status())
        .isEqualTo(400);
  }

  private void assertRejectsUnavailable() {
    Answer answer = getWithKey("/v1/rejected-events");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("type").asString()).endsWith("database-unavailable");
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(
            send("POST", "/v1/replays", "{}".getBytes(UTF_8), Map.of("Idempotency-Key", "k"))
                .status())
        .isEqualTo(503);
    assertThat(
            send("POST", "/v1/imports", new byte[9], Map.of("Content-Type", "text/csv")).status())
        .isEqualTo(503);
  }

  private void awaitKept(String user, int count) {
    Set<String> expected = new TreeSet<>();
    for (int i = 1; i <= count; i++) {
      expected.add("m" + i);
    }
    Awaitility.await("rejected events of " + user)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              Answer answer = getWithKey("/v1/rejected-events?limit=500&userId=" + user);
              assertThat(answer.status()).isEqualTo(200);
              Set<String> ids = new TreeSet<>();
              answer.json().get("items").forEach(r -> ids.add(r.get("messageId").asString()));
              assertThat(ids).isEqualTo(expected);
              assertThat(answer.json().get("items")).hasSize(count);
            });
  }
}
