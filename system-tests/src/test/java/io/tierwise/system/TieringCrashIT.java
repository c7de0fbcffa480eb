package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.Topics;
import io.tierwise.launcher.stack.ServiceSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Kill -9 of segmentation-service in the middle of a run, and again while the topic is told of it:
 * another instance finishes both, and nothing is published twice. {@code -Dtiering.customers=N} for
 * another size.
 */
class TieringCrashIT {
  private static final int CUSTOMERS = Integer.getInteger("tiering.customers", 50_000);
  private static final int HEAP_MIB = CUSTOMERS > 200_000 ? 1024 : 256;
  private static final Duration PATIENCE = Duration.ofMinutes(CUSTOMERS > 200_000 ? 10 : 3);
  private static final List<ServiceSettings> SEGMENTATION =
      List.of(
          new ServiceSettings(
              ServiceSettings.SEGMENTATION,
              8083,
              "segmentation",
              HEAP_MIB,
              2,
              true,
              Map.of("TIERWISE_SEGMENTATION_LEASE", "10s")));

  /** What a relay holds at a time: so many may be told again, with the same words. */
  private static final int IN_FLIGHT = 5_000;

  @Test
  void killedRun_isFinishedByAnotherInstance_andPublishedOnce() throws Exception {
    try (RunningSuite first = RunningSuite.start("tiering-crash", SEGMENTATION)) {
      Database database = new Database(first.stack(), ServiceSettings.SEGMENTATION);
      fill(database);
      Rest.Answer created = first.segmentation().post("/v1/runs", "{\"k\":5}");
      assertThat(created.status()).as(created.body()).isEqualTo(202);
      String run = "/v1/runs/" + created.json().get("id").stringValue();
      String killedAt;
      // It could not write its assignments, so that it is in the middle on any machine.
      try (Connection _ = database.hold("lock table run_assignment in share mode")) {
        killedAt =
            Eventually.value("a run in the middle", PATIENCE, () -> stageInTheMiddle(database));
        first.stack().kill(ServiceSettings.SEGMENTATION);
      }
      assertThat(state(database)).isEqualTo("RUNNING");

      long resumed = System.nanoTime();
      try (RunningSuite second = first.another("tiering-crash-2", SEGMENTATION)) {
        JsonNode draft =
            Eventually.value(
                "the draft of another instance",
                PATIENCE,
                () -> {
                  JsonNode now = second.segmentation().read(run);
                  return now.get("state").stringValue().equals("DRAFT") ? now : null;
                });
        double seconds = (System.nanoTime() - resumed) / 1e9;
        assertThat(number(database, "select attempts from segmentation_run")).isEqualTo(2);
        assertThat(draft.at("/result/customers").longValue()).isEqualTo(CUSTOMERS);
        assertThat(number(database, "select count(*) from run_assignment")).isEqualTo(CUSTOMERS);
        assertThat(number(database, "select count(*) from assignment_outbox")).isZero();
        String bootstrapServers = first.stack().kafkaBootstrapServers();
        assertThat(told(bootstrapServers)).isEmpty();

        Rest.Answer published = second.segmentation().post(run + "/publish", "");
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        // Once more by somebody who had no answer: it is published already.
        assertThat(second.segmentation().post(run + "/publish", "").status()).isEqualTo(409);
        second.stack().kill(ServiceSettings.SEGMENTATION);
        long waiting = number(database, "select count(*) from assignment_outbox");
        first.stack().start(ServiceSettings.SEGMENTATION);
        Eventually.asserted(
            "everybody told",
            PATIENCE,
            () -> assertThat(number(database, "select count(*) from assignment_outbox")).isZero());

        Map<String, Told> told = told(bootstrapServers);
        assertThat(told).hasSize(CUSTOMERS);
        assertThat(told.values()).allMatch(each -> each.words().equals(each.firstWords()));
        long again = told.values().stream().mapToLong(each -> each.times() - 1).sum();
        assertThat(again).isLessThanOrEqualTo(IN_FLIGHT);
        assertThat(number(database, "select count(*) from tier_history")).isEqualTo(CUSTOMERS);
        assertThat(number(database, "select changed from segmentation_run")).isEqualTo(CUSTOMERS);
        System.out.printf(
            "run of %,d customers killed at %s: a draft by another instance after %.1f s (lease"
                + " 10 s); killed again with %,d left to tell: all told, %d again%n",
            CUSTOMERS, killedAt, seconds, waiting, again);
      }
    }
  }

  /** Recency, orders and revenue without any order in them, but the same each time. */
  private static void fill(Database database) {
    database.update(
        """
        insert into customer_feature (user_id, features_as_of, first_seen_at, last_seen_at, orders,
          first_order_at, last_order_at, net_revenue, sessions, browse_seconds, active_days,
          category_breadth, preferences)
        select 'c' || i, now(), now() - interval '900 days', now() - r * interval '1 minute', n,
          now() - interval '800 days', now() - r * interval '1 minute', (n * p)::numeric / 100, n,
          60 * n, n, 1 + i % 5, '{}'
        from (select i, (i * 7919::bigint) % 900000 as r, 1 + (i * 104729::bigint) % 97 / 8 as n,
          500 + (i * 15485863::bigint) % 40009 as p from generate_series(1, ?) i) as shop
        """,
        CUSTOMERS);
    database.update("analyze customer_feature");
  }

  private static String stageInTheMiddle(Database database) {
    return database
        .query(
            "select stage from segmentation_run where state = 'RUNNING' and stage in ('read', 'fit', 'stability')",
            (ResultSet row) -> row.getString(1))
        .stream()
        .findFirst()
        .orElse(null);
  }

  private static String state(Database database) {
    return database
        .query("select state from segmentation_run", (ResultSet row) -> row.getString(1))
        .getFirst();
  }

  private static long number(Database database, String query) {
    return database.query(query, (ResultSet row) -> row.getLong(1)).getFirst();
  }

  /** What the topic says of a user: hashes of the first and of the last message, and how many. */
  private record Told(Integer firstWords, Integer words, int times) {}

  private static Map<String, Told> told(String bootstrapServers) {
    Map<String, Told> told = new HashMap<>();
    WholeTopic.read(
        bootstrapServers,
        Topics.TIER_ASSIGNMENTS,
        message -> {
          int words = Arrays.hashCode(message.value());
          told.merge(
              message.key(),
              new Told(words, words, 1),
              (before, now) -> new Told(before.firstWords(), words, before.times() + 1));
        });
    return told;
  }
}
