package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.history.Ledger;
import io.tierwise.profile.history.LedgerEntry;
import io.tierwise.profile.history.Transactions.ConcurrentChange;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The ledger in a partitioned table, its ids in one that is not. */
final class JdbcLedger implements Ledger {
  /** Of keys, times and lengths. */
  private static final int ROW_BYTES = 128;

  private static final String COPY =
      "copy event_ledger (user_key, message_id, occurred_at, received_at, event, payload)"
          + " from stdin (format binary)";

  /** So many polls look for ids that are taken after one that has met some. */
  private static final int CAREFUL_POLLS = 20;

  private static final String TAKEN =
      """
      select m.user_key, m.message_id
      from unnest(?::text[], ?::text[]) as m (user_key, message_id)
      join ledger_message l on l.user_key = m.user_key and l.message_id = m.message_id
      """;

  private static final String CLAIM =
      "copy ledger_message (user_key, message_id) from stdin (format binary)";
  private static final Comparator<LedgerEntry> BY_ID =
      Comparator.comparing((LedgerEntry entry) -> entry.event().userKey())
          .thenComparing(entry -> entry.event().messageId());

  private final JdbcTemplate jdbc;
  private final LedgerPartitions partitions;
  private final JdbcFacts facts;
  private final AtomicInteger careful = new AtomicInteger();

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
    if (careful.get() <= 0) {
      write(entries);
      return entries;
    }
    careful.decrementAndGet();
    Set<List<String>> taken = new HashSet<>();
    jdbc.query(
        TAKEN,
        row -> {
          taken.add(List.of(row.getString(1), row.getString(2)));
        },
        Columns.text(entries, entry -> entry.event().userKey()),
        Columns.text(entries, entry -> entry.event().messageId()));
    if (!taken.isEmpty()) {
      careful.set(CAREFUL_POLLS);
    }
    List<LedgerEntry> fresh =
        entries.stream()
            .filter(e -> !taken.contains(List.of(e.event().userKey(), e.event().messageId())))
            .toList();
    if (!fresh.isEmpty()) {
      write(fresh);
    }
    return fresh;
  }

  /**
   * In the order in which all claim, against deadlocks.
   *
   * @throws ConcurrentChange if one is taken: whoever tries again looks first
   */
  private void write(List<LedgerEntry> fresh) {
    BinaryCopy copy = new BinaryCopy(ROW_BYTES * fresh.size());
    fresh.stream()
        .sorted(BY_ID)
        .forEach(
            entry -> copy.row(2).text(entry.event().userKey()).text(entry.event().messageId()));
    try {
      copy.into(jdbc, CLAIM);
    } catch (DuplicateKeyException e) {
      careful.set(CAREFUL_POLLS);
      throw new ConcurrentChange("an id is taken", e);
    }
  }

  @Override
  public void append(List<LedgerEntry> claimed) {
    int bytes = 0;
    for (LedgerEntry entry : claimed) {
      bytes += ROW_BYTES + entry.payload().length;
    }
    BinaryCopy copy = new BinaryCopy(bytes);
    // Neighbours in the index one after the other.
    for (LedgerEntry entry : claimed.stream().sorted(BY_ID).toList()) {
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
