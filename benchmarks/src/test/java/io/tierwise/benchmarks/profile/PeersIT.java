package io.tierwise.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A peer that did less than it says would make us look slow, one that does nothing fast. */
class PeersIT {
  private static final String SUMS =
      "select sum(events), sum(orders), sum(gross_revenue), min(first_seen_at), max(last_seen_at)"
          + " from %s_profile";
  private final SyntheticEvents events =
      new SyntheticEvents(3, 50, Instant.parse("2026-10-01T00:00:00Z"), Duration.ofMinutes(1));

  @Test
  void peers_storeTheSame_andNothingTwice() throws Exception {
    try (PeerDatabase database =
        PeerDatabase.open(TestPostgres.newDatabase(), "postgres", "postgres")) {
      List<byte[]> some = LongStream.range(0, 300).mapToObj(events::json).toList();
      List<byte[]> redelivered = new ArrayList<>(some.subList(250, 300));
      redelivered.addAll(LongStream.range(300, 400).mapToObj(events::json).toList());
      try (Peer entities = new JpaPeer(database, 1);
          Peer entitiesByPoll = new JpaPeer(database, 64);
          Peer batches = new JdbcPeer(database);
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
      assertThat(
              jdbc.queryForObject(
                  "select count(*) from copy_ledger join jdbc_ledger using"
                      + " (user_key, message_id, occurred_at, received_at, event, payload)",
                  Long.class))
          .isEqualTo(300);
    }
  }
}
