package io.tierwise.profile.history;

import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.fold.UserFold;
import io.tierwise.profile.history.Transactions.ConcurrentChange;
import io.tierwise.profile.identity.Decision;
import io.tierwise.profile.identity.IdentityClaim;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What happens to ledger and profiles within one transaction. A merge folds the ledger rows of the
 * keys that move into their new user; a user who loses keys is folded anew from the rows that
 * remain. Either way the result is that of a recompute, because the fold does not care about order.
 */
public final class HistoryWriter {
  private final EventFormat format;
  private final Ledger ledger;
  private final Baselines baselines;
  private final Profiles profiles;
  private final IdentityLinks links;
  private final MergePlanner planner;
  private final ProfileWriter writer;
  private final Formula formula;
  private final FoldMetrics metrics;
  private final Clock clock;

  public HistoryWriter(
      EventFormat format,
      Ledger ledger,
      Baselines baselines,
      Profiles profiles,
      IdentityLinks links,
      ProfileWriter writer,
      Formula formula,
      FoldMetrics metrics,
      Clock clock) {
    this.format = format;
    this.ledger = ledger;
    this.baselines = baselines;
    this.profiles = profiles;
    this.links = links;
    this.planner = new MergePlanner(profiles, links);
    this.writer = writer;
    this.formula = formula;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * @return how many of the entries were new
   */
  int write(List<LedgerEntry> entries) {
    List<LedgerEntry> fresh = ledger.claim(entries);
    if (fresh.isEmpty()) {
      return 0;
    }
    List<UserEvent> events = fresh.stream().map(LedgerEntry::event).toList();
    List<IdentityClaim> claims = events.stream().flatMap(IdentityClaim::of).toList();
    Merge merge;
    Map<String, StoredProfile> locked;
    if (claims.isEmpty()) {
      locked = lockWithRoots(events);
      merge = Merge.none(locked.values());
    } else {
      merge = planner.plan(events, claims);
      locked = lock(merge);
    }
    Folding folding = fold(merge, locked, events);
    ledger.append(fresh);
    save(merge, folding);
    return fresh.size();
  }

  /**
   * Carries out a decision about who is who, whatever events claim.
   *
   * @param roots the canonical keys that the decision was made upon, read without locks
   * @throws ConcurrentChange if they have changed since
   */
  void decide(Decision decision, Map<String, String> roots) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    long number = links.decide(decision, now);
    IdentityClaim decided =
        IdentityClaim.decided(
            decision.key(), decision.target(), new Stamp(now, "decision-" + number), number);
    Merge merge = planner.plan(decided);
    roots.forEach(
        (key, root) -> {
          if (!merge.rootBefore(key).equals(root)) {
            throw new ConcurrentChange(key + " was merged or split meanwhile");
          }
        });
    if (!merge.newLinks().contains(decided)) {
      throw new ConcurrentChange("a later decision about " + decision.key() + " was faster");
    }
    save(merge, fold(merge, lock(merge), List.of()));
  }

  /** Folds by canonical key, made under locks; {@code anew} are those that hold everything. */
  private record Folding(
      Map<String, StoredProfile> locked, Set<String> anew, Map<String, UserFold> folds) {}

  /**
   * Where nobody claims anything, the rows themselves say who is who. A new key gets its row when
   * it is saved, with its state: a row that is made to be locked is written twice.
   */
  private Map<String, StoredProfile> lockWithRoots(List<UserEvent> events) {
    Set<String> keys = new TreeSet<>();
    events.forEach(event -> keys.add(event.userKey()));
    Map<String, StoredProfile> locked = new HashMap<>(profiles.lockKnown(keys));
    Set<String> roots = new TreeSet<>();
    locked.values().forEach(row -> roots.add(row.root()));
    roots.removeAll(locked.keySet());
    if (!roots.isEmpty()) {
      locked.putAll(profiles.lockKnown(roots));
    }
    return locked;
  }

  private Map<String, StoredProfile> lock(Merge merge) {
    Map<String, StoredProfile> locked = profiles.lock(merge.keys());
    planner.verify(merge, locked);
    return locked;
  }

  private Folding fold(Merge merge, Map<String, StoredProfile> locked, List<UserEvent> events) {
    Map<String, String> moved = merge.moved();
    Set<String> anew = withOtherFormula(events, merge, locked);
    anew.addAll(losingKeys(moved, merge));
    Map<String, UserFold> folds = new HashMap<>();
    foldMoved(moved, anew, locked, folds);
    foldAnew(anew, moved, folds);
    for (UserEvent event : events) {
      fold(merge.rootAfter(event.userKey()), locked, folds).add(event);
    }
    return new Folding(locked, anew, folds);
  }

  private void save(Merge merge, Folding folding) {
    Map<String, String> moved = merge.moved();
    if (merge.changesLinks() || !merge.claims().isEmpty()) {
      links.save(merge.newLinks(), merge.claims(), merge.moves(), clock.instant());
      metrics.merged(moved.size());
    }
    writer.save(folding.folds, folding.anew, moved, folding.locked);
  }

  /**
   * Folds one user anew from the ledger.
   *
   * @return false if the key is not that of a canonical user
   */
  boolean recompute(String userKey) {
    if (!userKey.equals(profiles.rootsOf(List.of(userKey)).get(userKey))) {
      return false;
    }
    Map<String, StoredProfile> locked = profiles.lock(List.of(userKey));
    StoredProfile row = locked.get(userKey);
    if (row == null || row.mergedInto() != null) {
      return false;
    }
    Map<String, UserFold> folds = new TreeMap<>();
    foldAnew(Set.of(userKey), Map.of(), folds);
    writer.save(folds, Set.of(userKey), Map.of(), locked);
    return true;
  }

  /** The users of this poll whose state was folded under another configuration or version. */
  private Set<String> withOtherFormula(
      List<UserEvent> events, Merge merge, Map<String, StoredProfile> locked) {
    Set<String> other = new TreeSet<>();
    locked.forEach(
        (key, row) -> {
          if (row.state() != null && !formula.id().equals(row.formula())) {
            other.add(key);
          }
        });
    if (!other.isEmpty()) {
      Set<String> roots = new HashSet<>(merge.moved().values());
      events.forEach(event -> roots.add(merge.rootAfter(event.userKey())));
      other.retainAll(roots);
    }
    return other;
  }

  /** The users who go on without some of their keys, and keys that become users of their own. */
  private static Set<String> losingKeys(Map<String, String> moved, Merge merge) {
    Set<String> anew = new HashSet<>();
    moved.forEach(
        (key, root) -> {
          String former = merge.rootBefore(key);
          if (!moved.containsKey(former)) {
            anew.add(former);
          }
          if (key.equals(root)) {
            anew.add(key);
          }
        });
    return anew;
  }

  private void foldMoved(
      Map<String, String> moved,
      Set<String> anew,
      Map<String, StoredProfile> locked,
      Map<String, UserFold> folds) {
    Map<String, List<String>> keysByRoot = new TreeMap<>();
    moved.forEach(
        (key, root) -> {
          if (!anew.contains(root)) {
            keysByRoot.computeIfAbsent(root, r -> new ArrayList<>()).add(key);
          }
        });
    readAll(keysByRoot, locked, folds);
  }

  private void foldAnew(Set<String> roots, Map<String, String> moved, Map<String, UserFold> folds) {
    if (roots.isEmpty()) {
      return;
    }
    Map<String, List<String>> merged = profiles.mergedInto(roots);
    Map<String, Set<String>> keysByRoot = new TreeMap<>();
    for (String root : roots) {
      Set<String> keys = new TreeSet<>(merged.getOrDefault(root, List.of()));
      keys.add(root);
      moved.forEach(
          (key, newRoot) -> {
            if (newRoot.equals(root)) {
              keys.add(key);
            } else {
              keys.remove(key);
            }
          });
      keysByRoot.put(root, keys);
    }
    readAll(keysByRoot, Map.of(), folds);
  }

  /** What is in the ledger of some keys, and what was. */
  private void readAll(
      Map<String, ? extends Collection<String>> keysByRoot,
      Map<String, StoredProfile> locked,
      Map<String, UserFold> folds) {
    if (keysByRoot.isEmpty()) {
      return;
    }
    Map<String, UserFold> foldOf = new HashMap<>();
    keysByRoot.forEach(
        (root, keys) -> keys.forEach(key -> foldOf.put(key, fold(root, locked, folds))));
    for (Baseline retired : baselines.of(foldOf.keySet())) {
      retired.addTo(Objects.requireNonNull(foldOf.get(retired.userKey())), formula);
    }
    keysByRoot.forEach(
        (root, keys) -> {
          UserFold fold = fold(root, locked, folds);
          ledger.read(keys, payload -> fold.add(format.read(payload)));
        });
  }

  private UserFold fold(
      String root, Map<String, StoredProfile> locked, Map<String, UserFold> folds) {
    return folds.computeIfAbsent(root, key -> new UserFold(stateOf(locked.get(key)), formula));
  }

  private static ProfileState stateOf(@Nullable StoredProfile row) {
    return row == null || row.state() == null ? new ProfileState() : row.state();
  }
}
