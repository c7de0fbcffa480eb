package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.history.Ledger;
import io.tierwise.profile.history.LedgerEntry;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** The ledger in a partitioned table, its ids in one that is not. */
final class JdbcLedger implements Ledger {
  private static final String COPY =
      "copy event_ledger (user_key, message_id, occurred_at, received_at, event, payload)"
          + " from stdin (format binary)";
  private static final String CLAIM =
      """
      insert into ledger_message (user_key, message_id)
      select * from unnest(?::text[], ?::text[]) as m (user_key, message_id)
      order by user_key, message_id
      on conflict do nothing returning user_key, message_id
      """;

  private final JdbcTemplate jdbc;
  private final LedgerPartitions partitions;
  private final JdbcFacts facts;

  JdbcLedger(JdbcTemplate jdbc, LedgerPartitions partitions, JdbcFacts facts) {
    this.jdbc = jdbc;
    this.partitions = partitions;
    this.facts = facts;
  }

  @Override
  public void prepare(Collection<LedgerEntry> entries) {
    partitions.cover(entries.stream().map(entry -> entry.event().occurredAt()).toList());
    facts.prepare(entries);
  }

  @Override
  public List<LedgerEntry> claim(List<LedgerEntry> entries) {
    Set<List<String>> taken = new HashSet<>();
    jdbc.query(
        CLAIM,
        row -> {
          taken.add(List.of(row.getString(1), row.getString(2)));
        },
        Columns.text(entries, entry -> entry.event().userKey()),
        Columns.text(entries, entry -> entry.event().messageId()));
    if (taken.size() == entries.size()) {
      return entries;
    }
    return entries.stream()
        .filter(e -> taken.contains(List.of(e.event().userKey(), e.event().messageId())))
        .toList();
  }

  @Override
  public void append(List<LedgerEntry> claimed) {
    BinaryCopy copy = new BinaryCopy();
    for (LedgerEntry entry : claimed) {
      UserEvent event = entry.event();
      copy.row(6)
          .text(event.userKey())
          .text(event.messageId())
          .time(event.occurredAt())
          .time(event.receivedAt())
          .text(event.name())
          .bytes(entry.payload());
    }
    copy.into(jdbc, COPY);
    facts.append(claimed);
  }

  @Override
  public void read(Collection<String> userKeys, Consumer<byte[]> payloads) {
    jdbc.query(
        connection -> {
          var statement =
              connection.prepareStatement(
                  "select payload from event_ledger where user_key = any(?)");
          statement.setFetchSize(500);
          statement.setObject(1, Columns.text(userKeys));
          return statement;
        },
        row -> {
          payloads.accept(row.getBytes(1));
        });
  }
}
