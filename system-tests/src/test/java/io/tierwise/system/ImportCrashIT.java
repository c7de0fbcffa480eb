package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.launcher.stack.ServiceSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Kill -9 of ingest-service in the middle of a file: it goes on, and nothing counts twice. */
class ImportCrashIT {
  private static final int EVENTS = 90_000;
  private static final int USERS = 2_000;
  private static final int KILLS = 2;

  @Test
  void killedImport_isFinishedAfterTheRestart_andExact() throws Exception {
    // A restarted service waits for the lease of the one that was killed.
    List<ServiceSettings> services =
        List.of(
            ServiceSettings.named(ServiceSettings.INGEST)
                .with("TIERWISE_INGEST_IMPORTS_LEASE", "5s")
                .with("TIERWISE_INGEST_IMPORTS_POLL", "500ms"),
            ServiceSettings.named(ServiceSettings.PROFILE));
    try (RunningSuite suite = RunningSuite.start("import-crash", services)) {
      Rest.Answer started =
          suite.ingestWithDatabase().send("/v1/imports", "application/x-ndjson", gzip());
      assertThat(started.status()).as(started.body()).isEqualTo(202);
      String path = "/v1/imports/" + started.json().get("id").stringValue();

      int killed = 0;
      for (int kill = 1; kill <= KILLS; kill++) {
        double share = kill / (KILLS + 1.0);
        JsonNode before =
            Eventually.value(
                "import at " + share,
                Duration.ofMinutes(2),
                () -> {
                  Rest.Answer now = suite.ingest().get(path);
                  boolean there =
                      now.status() == 200 && now.json().get("progress").doubleValue() >= share;
                  return there ? now.json() : null;
                });
        if (before.get("state").stringValue().equals("RUNNING")) {
          killed++;
        }
        suite.stack().kill(ServiceSettings.INGEST);
        suite.stack().start(ServiceSettings.INGEST);
      }
      JsonNode ended =
          Eventually.value(
              "import finished",
              Duration.ofMinutes(4),
              () -> {
                Rest.Answer now = suite.ingest().get(path);
                boolean done =
                    now.status() == 200
                        && now.json().get("state").stringValue().equals("SUCCEEDED");
                return done ? now.json() : null;
              });

      assertThat(killed).as("kills in the middle").isPositive();
      assertThat(ended.at("/counts/accepted").longValue()).isEqualTo(EVENTS);
      BigDecimal revenue = BigDecimal.valueOf(EVENTS / 10).multiply(new BigDecimal("1.25"));
      Eventually.asserted(
          "profiles after the import",
          Duration.ofMinutes(3),
          () -> {
            JsonNode counts = suite.profile().read("/v1/profiles/counts");
            assertThat(counts.get("events").longValue()).isEqualTo(EVENTS);
            assertThat(counts.get("orders").longValue()).isEqualTo(EVENTS / 10);
            assertThat(new BigDecimal(counts.at("/grossRevenue/amount").stringValue()))
                .isEqualByComparingTo(revenue);
          });
      System.out.printf(
          "import of %d events, killed %d times in the middle: exact; %s%n",
          EVENTS, killed, ended.get("timings"));
    }
  }

  /** No line has a message id: the import makes them. Every tenth is an order. */
  private static byte[] gzip() throws IOException {
    Instant time = Instant.parse("2026-03-01T00:00:00Z");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream lines =
        new PrintStream(new GZIPOutputStream(bytes), false, StandardCharsets.UTF_8)) {
      for (int i = 0; i < EVENTS; i++) {
        String head =
            "{\"type\":\"track\",\"userId\":\"bulk-%d\",\"timestamp\":\"%s\","
                .formatted(i % USERS, time.plusSeconds(60L * i));
        lines.print(
            i % 10 == 0
                ? head
                    + "\"event\":\"Order Completed\",\"properties\":{\"order_id\":\"b-%d\",\"revenue\":1.25}}\n"
                        .formatted(i)
                : head
                    + "\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"p-%d\"}}\n"
                        .formatted(i % 50));
      }
    }
    return bytes.toByteArray();
  }
}
