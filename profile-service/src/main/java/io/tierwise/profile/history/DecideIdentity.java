package io.tierwise.profile.history;

import io.tierwise.profile.history.Transactions.ConcurrentChange;
import io.tierwise.profile.identity.AnonymousKeys;
import io.tierwise.profile.identity.Decision;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Merges and splits by hand. Only the link of the named key is set; keys that follow it come along.
 * Both sides are folded anew from the ledger and published, and the decision holds against every
 * event, early or late, until the next decision about the same key. One undoes the other.
 */
public final class DecideIdentity {
  private static final int ATTEMPTS = 10;

  private final Transactions transactions;
  private final Profiles profiles;
  private final HistoryWriter writer;

  public DecideIdentity(Transactions transactions, Profiles profiles, HistoryWriter writer) {
    this.transactions = transactions;
    this.profiles = profiles;
    this.writer = writer;
  }

  /** What became of it. */
  public sealed interface Outcome {
    /**
     * @param canonical the user that the decision was about
     */
    record Decided(String canonical) implements Outcome {}

    /** Nobody was ever seen under this key. */
    record Unknown(String key) implements Outcome {}

    record Refused(String code, String reason) implements Outcome {}
  }

  /** Makes a whole user, by its canonical key, a part of another. */
  public Outcome merge(String userKey, String from, String by, String reason) {
    return persistently(
        () -> {
          Map<String, String> roots = profiles.rootsOf(List.of(userKey, from));
          String root = roots.get(userKey);
          String fromRoot = roots.get(from);
          if (root == null) {
            return new Outcome.Unknown(userKey);
          }
          if (fromRoot == null) {
            return new Outcome.Unknown(from);
          }
          if (root.equals(fromRoot)) {
            return from.equals(root)
                ? refused("self-merge", "'" + from + "' is this user")
                : refused("already-merged", "'" + from + "' is a part of '" + root + "' already");
          }
          if (!from.equals(fromRoot)) {
            return refused(
                "not-canonical",
                "'" + from + "' is a part of '" + fromRoot + "'; split it off, or merge that user");
          }
          if (AnonymousKeys.isAnonymous(root)) {
            return refused(
                "anonymous-target", "nobody can be merged into a visitor without user id");
          }
          writer.decide(new Decision(from, root, by, reason), roots);
          return new Outcome.Decided(root);
        });
  }

  /** Ends the link of a key that is part of a user: it becomes a user of its own. */
  public Outcome split(String userKey, String key, String by, String reason) {
    return persistently(
        () -> {
          Map<String, String> roots = profiles.rootsOf(List.of(userKey, key));
          String root = roots.get(userKey);
          if (root == null) {
            return new Outcome.Unknown(userKey);
          }
          if (key.equals(root)) {
            return refused(
                "canonical-id", "'" + key + "' is the user itself; split the other ids off");
          }
          if (!root.equals(roots.get(key))) {
            return refused("not-merged", "'" + key + "' is no part of '" + root + "'");
          }
          writer.decide(new Decision(key, null, by, reason), roots);
          if (!root.equals(profiles.rootsOf(List.of(root)).get(root))) {
            // It was canonical because a circle was cut at its claim, which counts again now.
            writer.decide(new Decision(root, null, by, reason), Map.of());
          }
          return new Outcome.Decided(root);
        });
  }

  private static Outcome refused(String code, String reason) {
    return new Outcome.Refused(code, reason);
  }

  private Outcome persistently(Supplier<Outcome> decision) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transactions.inOne(decision);
      } catch (ConcurrentChange e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
