package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Statements in batches, a transaction for each poll of the service's size, and the driver's
 * rewriting of batches into inserts of many rows. A poll is summed per user first: rewritten, an
 * upsert may meet a row only once.
 */
final class JdbcPeer implements Peer {
  static final int POLL = 2_000;
  private static final String TAKEN =
      """
      select l.user_key, l.message_id from jdbc_ledger l
      join unnest(?::text[], ?::text[]) as m (user_key, message_id) using (user_key, message_id)
      """;
  private static final String LEDGER =
      """
      insert into jdbc_ledger (user_key, message_id, occurred_at, received_at, event, payload)
      values (?, ?, ?, ?, ?, ?)
      """;
  private static final String PROFILE =
      """
      insert into jdbc_profile as p
        (user_key, version, events, orders, gross_revenue, first_seen_at, last_seen_at)
      values (?, 1, ?, ?, ?, ?, ?)
      on conflict (user_key) do update set version = p.version + 1,
        events = p.events + excluded.events, orders = p.orders + excluded.orders,
        gross_revenue = p.gross_revenue + excluded.gross_revenue,
        first_seen_at = least(p.first_seen_at, excluded.first_seen_at),
        last_seen_at = greatest(p.last_seen_at, excluded.last_seen_at)
      """;

  private record Message(BehaviorEvent event, byte[] payload) {
    List<String> id() {
      return List.of(event.userKey(), event.messageId());
    }
  }

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  JdbcPeer(PeerDatabase database) {
    jdbc = new JdbcTemplate(database.source());
    transaction = new TransactionTemplate(new DataSourceTransactionManager(database.source()));
  }

  @Override
  public void store(List<byte[]> events) {
    for (int from = 0; from < events.size(); from += POLL) {
      List<Message> poll = new ArrayList<>();
      for (byte[] payload : events.subList(from, Math.min(events.size(), from + POLL))) {
        poll.add(new Message(ContractJson.read(payload, BehaviorEvent.class), payload));
      }
      transaction.executeWithoutResult(status -> store(poll, new HashMap<>()));
    }
  }

  private void store(List<Message> poll, Map<List<String>, Message> fresh) {
    poll.forEach(message -> fresh.putIfAbsent(message.id(), message));
    fresh.keySet().removeAll(taken(poll));
    jdbc.batchUpdate(
        LEDGER,
        fresh.values(),
        POLL,
        (statement, message) -> {
          BehaviorEvent event = message.event();
          statement.setString(1, event.userKey());
          statement.setString(2, event.messageId());
          statement.setTimestamp(3, Timestamp.from(event.occurredAt()));
          statement.setTimestamp(4, Timestamp.from(event.receivedAt()));
          statement.setString(5, event.event());
          statement.setBytes(6, message.payload());
        });
    Map<String, PeerProfile> added = new TreeMap<>();
    fresh
        .values()
        .forEach(
            message ->
                added.merge(
                    message.event().userKey(), PeerProfile.of(message.event()), PeerProfile::and));
    jdbc.batchUpdate(
        PROFILE,
        added.entrySet(),
        POLL,
        (statement, entry) -> {
          PeerProfile profile = entry.getValue();
          statement.setString(1, entry.getKey());
          statement.setLong(2, profile.events());
          statement.setLong(3, profile.orders());
          statement.setBigDecimal(4, profile.grossRevenue());
          statement.setTimestamp(5, Timestamp.from(profile.firstSeenAt()));
          statement.setTimestamp(6, Timestamp.from(profile.lastSeenAt()));
        });
  }

  private Set<List<String>> taken(List<Message> poll) {
    Set<List<String>> taken = new HashSet<>();
    jdbc.query(
        TAKEN,
        row -> {
          taken.add(List.of(row.getString(1), row.getString(2)));
        },
        poll.stream().map(message -> message.event().userKey()).toArray(String[]::new),
        poll.stream().map(message -> message.event().messageId()).toArray(String[]::new));
    return taken;
  }

  @Override
  public void close() {}
}
