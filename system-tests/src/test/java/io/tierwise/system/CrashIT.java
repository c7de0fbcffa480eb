package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.launcher.stack.ServiceSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Kill -9 in the middle of a load, restart: events, orders and revenue are exact. A shop that sends
 * the same batch again after a 503 or a broken connection must not count it twice either.
 */
class CrashIT {
  private static final int BATCHES = 400;
  private static final int BATCH = 50;
  private static final int USERS = 300;
  private static RunningSuite suite;

  @BeforeAll
  static void start() {
    suite = RunningSuite.start("crash");
  }

  @AfterAll
  static void stop() {
    suite.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {ServiceSettings.PROFILE, "kafka", "postgres"})
  void killedPart_losesAndDoublesNothing(String part) throws Exception {
    Totals before = totals();
    Load load = new Load(part);
    AtomicInteger sent = new AtomicInteger();
    AtomicInteger retries = new AtomicInteger();
    try (ExecutorService senders = Executors.newFixedThreadPool(4)) {
      List<Future<?>> sending = new ArrayList<>();
      for (String batch : load.batches) {
        sending.add(
            senders.submit(
                () -> {
                  sendUntilAccepted(batch, retries);
                  sent.incrementAndGet();
                }));
      }
      Eventually.value(
          "a third is sent", Duration.ofMinutes(2), () -> sent.get() > BATCHES / 3 ? sent : null);
      suite.stack().kill(part);
      suite.stack().start(part);
      for (Future<?> batch : sending) {
        batch.get();
      }
    }
    Totals expected =
        new Totals(
            before.events + BATCHES * BATCH,
            before.orders + load.orders,
            before.revenue.add(load.revenue));
    Eventually.asserted(
        "profiles after kill -9 of " + part,
        Duration.ofMinutes(2),
        () -> assertThat(totals()).isEqualTo(expected));
    System.out.printf(
        "killed %s: %d events, %d orders, revenue %s exact; %d batches were sent again%n",
        part, BATCHES * BATCH, load.orders, load.revenue, retries.get());
  }

  private static void sendUntilAccepted(String batch, AtomicInteger retries) {
    Eventually.value(
        "batch accepted",
        Duration.ofMinutes(2),
        () -> {
          Rest.Answer answer = suite.ingest().post("/v1/batch", batch);
          if (answer.status() == 202) {
            assertThat(answer.json().get("rejected").intValue()).as(answer.body()).isZero();
            return answer;
          }
          assertThat(answer.status()).as(answer.body()).isIn(0, 503);
          retries.incrementAndGet();
          return null;
        });
  }

  private static Totals totals() {
    JsonNode counts = suite.profile().read("/v1/profiles/counts");
    return new Totals(
        counts.get("events").longValue(),
        counts.get("orders").longValue(),
        new BigDecimal(counts.at("/grossRevenue/amount").stringValue()).stripTrailingZeros());
  }

  private record Totals(long events, long orders, BigDecimal revenue) {
    Totals {
      revenue = revenue.stripTrailingZeros();
    }
  }

  /** Batches with every tenth event an order; some users are new, none is anonymous. */
  private static final class Load {
    final List<String> batches = new ArrayList<>();
    int orders;
    BigDecimal revenue = BigDecimal.ZERO;

    Load(String name) {
      SplittableRandom random = new SplittableRandom(name.hashCode());
      Instant time = Instant.parse("2026-03-01T00:00:00Z");
      int number = 0;
      for (int b = 0; b < BATCHES; b++) {
        StringBuilder batch = new StringBuilder("{\"batch\":[");
        for (int e = 0; e < BATCH; e++, number++) {
          time = time.plusSeconds(random.nextInt(1, 60));
          String head =
              "{\"type\":\"track\",\"messageId\":\"%s-%d\",\"userId\":\"crash-%d\",\"timestamp\":\"%s\","
                  .formatted(name, number, random.nextInt(USERS), time);
          batch.append(e == 0 ? "" : ",").append(head);
          if (number % 10 == 0) {
            BigDecimal amount = BigDecimal.valueOf(random.nextInt(1, 500_000), 3);
            orders++;
            revenue = revenue.add(amount);
            batch.append(
                "\"event\":\"Order Completed\",\"properties\":{\"order_id\":\"%s-o-%d\",\"revenue\":%s,\"products\":[{\"product_id\":\"p-%d\",\"price\":%s,\"quantity\":1}]}}"
                    .formatted(name, number, amount, number % 50, amount));
          } else {
            batch.append(
                "\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"p-%d\"}}"
                    .formatted(random.nextInt(50)));
          }
        }
        batches.add(batch.append("]}").toString());
      }
    }
  }
}
