package io.tierwise.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.testing.TestKafka;
import io.tierwise.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A peer that did less than it says would make us look slow, one that does nothing fast. */
class PeersIT {
  private static final String SUMS =
      "select sum(events), sum(orders), sum(gross_revenue), min(first_seen_at), max(last_seen_at)"
          + " from %s_profile";
  private static final String ORDERS =
      "select count(*), sum(revenue), max(completed_at) from %s_order";
  private static final String SESSIONS =
      "select count(*), min(first_at), sum(last_at - first_at) from %s_session";
  private static final String FACTS = "select count(*), count(distinct category) from %s_fact";
  private final SyntheticEvents events =
      new SyntheticEvents(3, 50, Instant.parse("2026-10-01T00:00:00Z"), Duration.ofMinutes(1));

  @Test
  void peers_storeTheSame_andNothingTwice() throws Exception {
    try (PeerDatabase database =
            PeerDatabase.make(TestPostgres.newDatabase(), "postgres", "postgres");
        PeerTopic topic = PeerTopic.create(TestKafka.bootstrapServers())) {
      List<byte[]> some = LongStream.range(0, 300).mapToObj(events::json).toList();
      List<byte[]> redelivered = new ArrayList<>(some.subList(250, 300));
      redelivered.addAll(LongStream.range(300, 400).mapToObj(events::json).toList());
      try (Peer entities = new JpaPeer(database, topic, 1);
          Peer entitiesByPoll = new JpaPeer(database, topic, 64);
          Peer batches = new JdbcPeer(database, topic);
          Peer bare = new CopyPeer(database)) {
        entities.store(some);
        entitiesByPoll.store(redelivered);
        batches.store(some);
        batches.store(redelivered);
        bare.prepare(some);
        bare.store(some);
      }
      assertThat(database.count("jpa_ledger")).isEqualTo(400);
      assertThat(database.count("jdbc_ledger")).isEqualTo(400);
      assertThat(database.count("copy_ledger")).isEqualTo(300);
      JdbcTemplate jdbc = new JdbcTemplate(database.source());
      assertThat(jdbc.queryForMap(SUMS.formatted("jpa")))
          .isEqualTo(jdbc.queryForMap(SUMS.formatted("jdbc")));
      for (String sums : List.of(ORDERS, SESSIONS, FACTS)) {
        assertThat(jdbc.queryForMap(sums.formatted("jpa")))
            .isEqualTo(jdbc.queryForMap(sums.formatted("jdbc")));
      }
      assertThat(documents(jdbc)).isEqualTo(rows(jdbc)).hasSizeGreaterThan(1_000);
      assertThat(
              jdbc.queryForObject(
                  "select count(*) from copy_ledger join jdbc_ledger using"
                      + " (user_key, message_id, occurred_at, received_at, event, payload)",
                  Long.class))
          .isEqualTo(300);
    }
  }

  /** Rounded, for floating point sums depend on the order. */
  private static Set<List<Object>> documents(JdbcTemplate jdbc) {
    Set<List<Object>> numbers = new HashSet<>();
    jdbc.query(
        "select user_key, numbers from jpa_profile",
        row -> {
          String user = row.getString(1);
          new JpaNumbers()
              .convertToEntityAttribute(row.getString(2))
              .numbers()
              .forEach(
                  (kind, amounts) ->
                      amounts.forEach(
                          (label, amount) ->
                              numbers.add(List.of(user, kind, label, Math.round(amount * 1e6)))));
        });
    return numbers;
  }

  private static Set<List<Object>> rows(JdbcTemplate jdbc) {
    Set<List<Object>> numbers = new HashSet<>();
    jdbc.query(
        "select user_key, kind, label, amount from jdbc_number",
        row -> {
          numbers.add(
              List.of(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  Math.round(row.getDouble(4) * 1e6)));
        });
    return numbers;
  }
}
