package io.tierwise.profile.history;

import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.fold.UserFold;
import io.tierwise.profile.history.Transactions.ConcurrentChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes months out of the ledger without a profile losing what they brought. Some keys at a time,
 * under the locks of their users: their events of the month are folded into the baselines of the
 * keys and deleted, in one transaction. So every event is at all times in the ledger or in a
 * baseline, never in both, and whoever reads both under the same locks gets the same sums. The
 * empty month is dropped at the end. Ids of events stay, so an old one that comes again is still
 * known; one that is new makes its month again, which is retired in its turn.
 */
public final class RetireLedger {
  private static final int KEYS_AT_A_TIME = 200;
  private static final int ATTEMPTS = 10;
  private static final Duration EVERY = Duration.ofDays(1);
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final Transactions transactions;
  private final Profiles profiles;
  private final LedgerMonths months;
  private final Baselines baselines;
  private final EventFormat format;
  private final Formula formula;
  private final @Nullable Duration retention;
  private final LongConsumer retired;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();

  /**
   * @param retention how old events get; null for ever
   * @param retired hears how many events were taken out
   */
  public RetireLedger(
      Transactions transactions,
      Profiles profiles,
      LedgerMonths months,
      Baselines baselines,
      EventFormat format,
      Formula formula,
      @Nullable Duration retention,
      LongConsumer retired,
      Clock clock) {
    this.transactions = transactions;
    this.profiles = profiles;
    this.months = months;
    this.baselines = baselines;
    this.format = format;
    this.formula = formula;
    this.retention = retention;
    this.retired = retired;
    this.clock = clock;
  }

  public @Nullable Duration retention() {
    return retention;
  }

  /** Months that are due, once a day, by whichever instance is first. */
  public void retireDaily() {
    if (retention == null || !months.claim(owner, clock.instant(), EVERY, LEASE)) {
      return;
    }
    for (LedgerMonth month : due(months.all(), retention)) {
      retire(month.month());
    }
    months.done(owner, clock.instant());
  }

  /** The months among them all of whose events are older than this. */
  public List<LedgerMonth> due(List<LedgerMonth> all, Duration retention) {
    Instant horizon = clock.instant().minus(retention);
    return all.stream().filter(month -> !month.to().isAfter(horizon)).toList();
  }

  /**
   * @return whether the month is gone; false where it has events again, and its time comes again
   */
  public boolean retire(YearMonth month) {
    String after = null;
    while (true) {
      String from = after;
      List<String> keys = months.keys(month, from, KEYS_AT_A_TIME);
      if (keys.isEmpty()) {
        break;
      }
      retired.accept(persistently(month, keys));
      after = keys.getLast();
      months.hold(owner, clock.instant().plus(LEASE));
    }
    return months.drop(month);
  }

  private long persistently(YearMonth month, List<String> keys) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transactions.inOne(() -> freeze(month, keys));
      } catch (ConcurrentChange e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Whoever reads or writes events of a key holds the lock of its user. */
  private long freeze(YearMonth month, List<String> keys) {
    Map<String, String> roots = profiles.rootsOf(keys);
    Set<String> locked = new TreeSet<>(keys);
    locked.addAll(roots.values());
    profiles.lock(locked);
    if (!profiles.rootsOf(keys).equals(roots)) {
      throw new ConcurrentChange("a key was merged or split meanwhile");
    }
    Map<String, UserFold> folds = new TreeMap<>();
    keys.forEach(key -> folds.put(key, new UserFold(new ProfileState(), formula)));
    Map<String, Long> taken = new HashMap<>();
    months.take(
        month,
        keys,
        (key, payload) -> {
          UserEvent event = format.read(payload);
          Objects.requireNonNull(folds.get(key)).add(event);
          taken.merge(key, 1L, Long::sum);
        });
    folds.keySet().retainAll(taken.keySet());
    for (Baseline kept : baselines.of(taken.keySet())) {
      kept.addTo(Objects.requireNonNull(folds.get(kept.userKey())), formula);
    }
    List<Baseline> changed = new ArrayList<>();
    folds.forEach((key, fold) -> changed.add(Baseline.of(key, fold, formula)));
    baselines.save(changed);
    return taken.values().stream().mapToLong(Long::longValue).sum();
  }
}
