package io.tierwise.profile.history;

import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.fold.UserFold;
import io.tierwise.profile.order.CustomerOrder;
import io.tierwise.profile.order.OrderTotals;
import io.tierwise.profile.session.SessionSpan;
import io.tierwise.profile.session.SessionSpans;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Stores folds: merges their orders and sessions with the stored ones, then writes the rows. */
public final class ProfileWriter {
  private final Profiles profiles;
  private final Orders orders;
  private final Sessions sessions;
  private final Formula formula;
  private final Clock clock;

  public ProfileWriter(
      Profiles profiles, Orders orders, Sessions sessions, Formula formula, Clock clock) {
    this.profiles = profiles;
    this.orders = orders;
    this.sessions = sessions;
    this.formula = formula;
    this.clock = clock;
  }

  /**
   * @param folds by canonical key
   * @param anew the canonical keys among them whose folds hold everything, so that what is stored
   *     goes away
   * @param moved new canonical key of each key that changed it
   * @param locked the rows that there are, those of all moved keys among them
   */
  void save(
      Map<String, UserFold> folds,
      Set<String> anew,
      Map<String, String> moved,
      Map<String, StoredProfile> locked) {
    Set<String> cleared = new TreeSet<>(anew);
    cleared.addAll(moved.keySet());
    if (!cleared.isEmpty()) {
      orders.deleteAll(cleared);
      sessions.deleteAll(cleared);
    }
    Map<String, StoredProfile> changed = new TreeMap<>();
    Map<String, StoredProfile> made = new TreeMap<>();
    Set<String> published = new HashSet<>();
    moved.forEach(
        (key, root) -> {
          StoredProfile row = existing(locked, key);
          StoredProfile emptied = row.emptied(key.equals(root) ? null : root);
          changed.put(key, emptied);
          if (row.state() != null) {
            published.add(key);
          }
        });
    Map<String, OrderTotals> totals =
        saveOrders(
            folds,
            root ->
                cleared.contains(root) ? OrderTotals.NONE : storedOrMade(locked, root).orders());
    Map<String, SessionTotals> spans = saveSessions(folds);
    folds.forEach(
        (root, fold) -> {
          StoredProfile row = changed.getOrDefault(root, storedOrMade(locked, root));
          StoredProfile base = cleared.contains(root) ? row.emptied(null) : row;
          SessionTotals added = spans.getOrDefault(root, SessionTotals.NONE);
          StoredProfile saved =
              new StoredProfile(
                  root,
                  null,
                  base.version() + 1,
                  formula.id(),
                  fold.state().isEmpty() ? null : fold.state(),
                  base.sessions() + added.count,
                  base.browseMicros() + added.micros,
                  totals.getOrDefault(root, base.orders()));
          if (locked.containsKey(root)) {
            changed.put(root, saved);
            published.add(root);
          } else {
            made.put(root, saved);
          }
        });
    profiles.save(changed.values(), made.values(), published, clock.instant());
  }

  private static StoredProfile existing(Map<String, StoredProfile> locked, String key) {
    StoredProfile row = locked.get(key);
    if (row == null) {
      throw new IllegalStateException(key + " is written without being locked");
    }
    return row;
  }

  private static StoredProfile storedOrMade(Map<String, StoredProfile> locked, String key) {
    StoredProfile row = locked.get(key);
    return row == null ? StoredProfile.made(key) : row;
  }

  /** Adds up what changed: a user may have so many orders that to sum them anew takes long. */
  private Map<String, OrderTotals> saveOrders(
      Map<String, UserFold> folds, Function<String, OrderTotals> stored) {
    Map<String, Map<String, CustomerOrder>> stated = new TreeMap<>();
    folds.forEach(
        (root, fold) -> {
          if (!fold.orders().isEmpty()) {
            stated.put(root, fold.orders());
          }
        });
    if (stated.isEmpty()) {
      return Map.of();
    }
    Map<String, OrderTotals> totals = new HashMap<>();
    Set<String> unsure = new TreeSet<>();
    for (Orders.Change change : orders.merge(stated)) {
      OrderTotals before = totals.computeIfAbsent(change.user(), stored);
      if (before.losesAnEnd(change.before(), change.after())) {
        unsure.add(change.user());
      }
      totals.put(change.user(), before.with(change.before(), change.after()));
    }
    if (!unsure.isEmpty()) {
      totals.putAll(orders.totals(unsure));
    }
    return totals;
  }

  private Map<String, SessionTotals> saveSessions(Map<String, UserFold> folds) {
    Map<String, List<SessionSpan>> stated = new TreeMap<>();
    Map<String, List<SessionSpan>> near = new TreeMap<>();
    folds.forEach(
        (root, fold) -> {
          if (!fold.sessions().isEmpty()) {
            stated.put(root, fold.sessions().merged());
            near.put(root, fold.sessionsNearStored());
          }
        });
    Map<String, List<SessionSpan>> stored = sessions.touching(near, formula.sessionGap());
    Map<String, List<SessionSpan>> gone = new TreeMap<>();
    Map<String, List<SessionSpan>> come = new TreeMap<>();
    Map<String, SessionTotals> totals = new HashMap<>();
    stated.forEach(
        (root, spans) -> {
          List<SessionSpan> before = stored.getOrDefault(root, List.of());
          if (before.isEmpty()) {
            come.put(root, spans);
            totals.put(root, SessionTotals.of(spans));
            return;
          }
          SessionSpans all = new SessionSpans(formula.sessionGap());
          all.addAll(before);
          all.addAll(spans);
          List<SessionSpan> after = all.merged();
          gone.put(root, without(before, after));
          come.put(root, without(after, before));
          totals.put(root, SessionTotals.of(after).minus(SessionTotals.of(before)));
        });
    sessions.replace(gone, come);
    return totals;
  }

  private static List<SessionSpan> without(List<SessionSpan> spans, List<SessionSpan> others) {
    List<SessionSpan> rest = new ArrayList<>(spans);
    rest.removeAll(new HashSet<>(others));
    return rest;
  }

  private record SessionTotals(long count, long micros) {
    static final SessionTotals NONE = new SessionTotals(0, 0);

    static SessionTotals of(Collection<SessionSpan> spans) {
      long micros =
          spans.stream()
              .mapToLong(span -> ChronoUnit.MICROS.between(span.first(), span.last()))
              .sum();
      return new SessionTotals(spans.size(), micros);
    }

    SessionTotals minus(SessionTotals other) {
      return new SessionTotals(count - other.count, micros - other.micros);
    }
  }
}
