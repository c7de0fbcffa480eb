package io.tierwise.profile.history;

import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.history.FoldReport.Rejection;
import io.tierwise.profile.history.Transactions.ConcurrentChange;
import io.tierwise.profile.history.Transactions.UnstorableData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings one poll into the ledger and the profiles: all of it in one transaction, so that a crash
 * leaves either nothing or everything, and a redelivery finds every event taken already. A message
 * that cannot be read, or that the database refuses, is reported and does not stop the others.
 */
public final class FoldEvents {
  private static final int ATTEMPTS = 10;

  private final EventFormat format;
  private final Ledger ledger;
  private final Transactions transactions;
  private final HistoryWriter writer;
  private final FoldMetrics metrics;

  public FoldEvents(
      EventFormat format,
      Ledger ledger,
      Transactions transactions,
      HistoryWriter writer,
      FoldMetrics metrics) {
    this.format = format;
    this.ledger = ledger;
    this.transactions = transactions;
    this.writer = writer;
    this.metrics = metrics;
  }

  public FoldReport fold(List<byte[]> poll) {
    long start = System.nanoTime();
    List<Rejection> rejections = new ArrayList<>();
    List<LedgerEntry> readable = read(poll, rejections);
    List<LedgerEntry> entries = distinct(readable);
    ledger.prepare(entries);
    int folded = foldOrSplit(entries, rejections);
    int duplicates = poll.size() - rejections.size() - folded;
    metrics.folded(
        folded, duplicates, rejections.size(), Duration.ofNanos(System.nanoTime() - start));
    return new FoldReport(folded, duplicates, rejections);
  }

  private List<LedgerEntry> read(List<byte[]> poll, List<Rejection> rejections) {
    List<LedgerEntry> readable = new ArrayList<>(poll.size());
    for (int position = 0; position < poll.size(); position++) {
      byte[] payload = poll.get(position);
      try {
        readable.add(new LedgerEntry(position, format.read(payload), payload));
      } catch (UnreadableEvent e) {
        rejections.add(
            new Rejection(position, e.field(), e.code(), String.valueOf(e.getMessage())));
      }
    }
    return readable;
  }

  private static List<LedgerEntry> distinct(List<LedgerEntry> entries) {
    Set<List<String>> ids = new HashSet<>();
    List<LedgerEntry> distinct = new ArrayList<>(entries.size());
    for (LedgerEntry entry : entries) {
      UserEvent event = entry.event();
      if (ids.add(List.of(event.userKey(), event.messageId()))) {
        distinct.add(entry);
      }
    }
    return distinct;
  }

  /** Halves a poll that the database refuses until the message to blame stands alone. */
  private int foldOrSplit(List<LedgerEntry> entries, List<Rejection> rejections) {
    if (entries.isEmpty()) {
      return 0;
    }
    try {
      return foldWithRetries(entries);
    } catch (UnstorableData e) {
      if (entries.size() == 1) {
        rejections.add(
            new Rejection(
                entries.getFirst().position(), "", "unstorable", String.valueOf(e.getMessage())));
        return 0;
      }
      int half = entries.size() / 2;
      return foldOrSplit(entries.subList(0, half), rejections)
          + foldOrSplit(entries.subList(half, entries.size()), rejections);
    }
  }

  private int foldWithRetries(List<LedgerEntry> entries) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transactions.inOne(() -> writer.write(entries));
      } catch (ConcurrentChange e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
