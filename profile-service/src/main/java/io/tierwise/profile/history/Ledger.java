package io.tierwise.profile.history;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Every event once, as it came: what all else is computed from. */
public interface Ledger {
  /** Makes room for the times of these events; before, and outside of, the transaction. */
  void prepare(Collection<LedgerEntry> entries);

  /**
   * Reserves the ids (user key, message id).
   *
   * @return the entries whose id had not been taken, in their order
   */
  List<LedgerEntry> claim(List<LedgerEntry> entries);

  /** Writes the entries, and counts them by name and by day. */
  void append(List<LedgerEntry> claimed);

  /** All events that came with one of these keys, in no particular order. */
  void read(Collection<String> userKeys, Consumer<byte[]> payloads);
}
