package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Statements in batches, a transaction for each poll of the service's size, the driver's rewriting
 * of batches into inserts of many rows, and the features of all users of the poll after it. What is
 * upserted is summed by row first: rewritten, an upsert may meet a row only once.
 */
final class JdbcPeer implements Peer {
  static final int POLL = 2_000;
  private static final String TAKEN =
      """
      select l.user_key, l.message_id from jdbc_ledger l
      join unnest(?::text[], ?::text[]) as m (user_key, message_id) using (user_key, message_id)
      """;

  private record Message(BehaviorEvent event, byte[] payload) {
    List<String> id() {
      return List.of(event.userKey(), event.messageId());
    }
  }

  private final JdbcTemplate jdbc;
  private final JdbcPeerRows rows;
  private final TransactionTemplate transaction;
  private final PeerTopic topic;

  JdbcPeer(PeerDatabase database, PeerTopic topic) {
    this.jdbc = new JdbcTemplate(database.source());
    this.rows = new JdbcPeerRows(jdbc);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database.source()));
    this.topic = topic;
  }

  @Override
  public void store(List<byte[]> events) {
    for (int from = 0; from < events.size(); from += POLL) {
      List<Message> poll = new ArrayList<>();
      for (byte[] payload : events.subList(from, Math.min(events.size(), from + POLL))) {
        poll.add(new Message(ContractJson.read(payload, BehaviorEvent.class), payload));
      }
      Set<String> changed = new HashSet<>();
      transaction.executeWithoutResult(status -> store(poll, changed));
      rows.features(changed).forEach(topic::send);
    }
    topic.flush();
  }

  private void store(List<Message> poll, Set<String> changed) {
    Map<List<String>, Message> fresh = new HashMap<>();
    poll.forEach(message -> fresh.putIfAbsent(message.id(), message));
    fresh.keySet().removeAll(taken(poll));
    List<BehaviorEvent> events = fresh.values().stream().map(Message::event).toList();
    rows.ledger(events, fresh.values().stream().map(Message::payload).toList());
    rows.facts(events);
    rows.profiles(events);
    rows.numbers(events);
    rows.orders(events);
    rows.sessions(events);
    events.forEach(event -> changed.add(event.userKey()));
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
