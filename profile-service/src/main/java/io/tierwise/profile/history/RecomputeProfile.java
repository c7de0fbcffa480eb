package io.tierwise.profile.history;

import java.util.List;
import java.util.Optional;

/**
 * Folds one user anew from the ledger; an upkeep that changes nothing unless something was wrong.
 */
public final class RecomputeProfile {
  private final Transactions transactions;
  private final Profiles profiles;
  private final HistoryWriter writer;

  public RecomputeProfile(Transactions transactions, Profiles profiles, HistoryWriter writer) {
    this.transactions = transactions;
    this.profiles = profiles;
    this.writer = writer;
  }

  /**
   * @param userKey the canonical key or one merged into it
   * @return the canonical key, or empty if nobody is known under this key
   */
  public Optional<String> recompute(String userKey) {
    return transactions.inOne(
        () -> {
          String root = profiles.rootsOf(List.of(userKey)).get(userKey);
          return root != null && writer.recompute(root) ? Optional.of(root) : Optional.empty();
        });
  }
}
