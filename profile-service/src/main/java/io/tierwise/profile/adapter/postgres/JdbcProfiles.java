package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.history.OutdatedProfiles;
import io.tierwise.profile.history.Profiles;
import io.tierwise.profile.history.StoredProfile;
import io.tierwise.profile.history.Transactions.ConcurrentChange;
import io.tierwise.profile.order.OrderTotals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Profile rows, locked and written many at a time. */
final class JdbcProfiles implements Profiles, OutdatedProfiles {
  private static final String MAKE =
      """
      insert into profile (user_key) select k from unnest(?::text[]) as n (k)
      order by k collate "C" on conflict do nothing returning user_key
      """;

  /** All that a row of a canonical user may have; it is new, so nothing is updated. */
  private static final String ADD =
      """
      copy profile (user_key, version, formula, first_seen_at, last_seen_at, country, orders,
        first_order_at, last_order_at, gross_revenue, refunds, orders_placed, orders_returned,
        orders_discounted, sessions, browse_micros, state) from stdin (format binary)
      """;

  private static final int ROW_BYTES = 512;
  private static final String SAVE =
      """
      with saved as (
        update profile p set merged_into = x.merged_into, version = x.version,
          formula = x.formula, first_seen_at = time_of(x.first_seen_at),
          last_seen_at = time_of(x.last_seen_at), country = x.country, orders = x.orders,
          first_order_at = time_of(x.first_order_at), last_order_at = time_of(x.last_order_at),
          gross_revenue = x.gross_revenue, refunds = x.refunds,
          orders_placed = x.orders_placed, orders_returned = x.orders_returned,
          orders_discounted = x.orders_discounted, sessions = x.sessions,
          browse_micros = x.browse_micros, state = x.state
        from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[],
            ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::numeric[], ?::numeric[],
            ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bytea[],
            ?::boolean[])
          as x (user_key, merged_into, version, formula, first_seen_at, last_seen_at, country,
            orders, first_order_at, last_order_at, gross_revenue, refunds, orders_placed,
            orders_returned, orders_discounted, sessions, browse_micros, state, published)
        where p.user_key = x.user_key returning p.user_key, p.version, x.published
      )
      insert into publish_pending (user_key, version, since, changed_at)
      select user_key, version, t, t from (
        select user_key, version from saved where published
        union all select k, v from unnest(?::text[], ?::bigint[]) as a (k, v)
      ) as c, (select time_of(?)) as n (t) order by user_key
      on conflict (user_key) do update set version = excluded.version,
        changed_at = excluded.changed_at
      """;

  /** By index whatever statistics say: before there are any, it read the tables whole. */
  private static final String MERGED =
      """
      select p.merged_into, p.user_key
      from unnest(?::text[]) as r (root)
      cross join lateral
        (select merged_into, user_key from profile where merged_into = r.root offset 0) p
      cross join lateral
        (select from ledger_message m where m.user_key = p.user_key limit 1) m
      order by p.user_key
      """;

  private final JdbcTemplate jdbc;
  private final ProfileRows rows;

  JdbcProfiles(JdbcTemplate jdbc, ProfileRows rows) {
    this.jdbc = jdbc;
    this.rows = rows;
  }

  @Override
  public Map<String, String> rootsOf(Collection<String> userKeys) {
    Map<String, String> roots = new HashMap<>();
    jdbc.query(
        "select user_key, coalesce(merged_into, user_key) from profile where user_key = any(?)",
        row -> {
          roots.put(row.getString(1), row.getString(2));
        },
        (Object) Columns.text(userKeys));
    return roots;
  }

  @Override
  public Map<String, StoredProfile> lock(Collection<String> userKeys) {
    Map<String, StoredProfile> locked = lockKnown(userKeys);
    if (locked.size() < userKeys.size()) {
      Set<String> missing = new HashSet<>(userKeys);
      missing.removeAll(locked.keySet());
      for (String made : jdbc.queryForList(MAKE, String.class, (Object) Columns.text(missing))) {
        locked.put(made, StoredProfile.made(made));
        missing.remove(made);
      }
      if (!missing.isEmpty()) {
        locked.putAll(lockKnown(missing));
      }
    }
    return locked;
  }

  @Override
  public Map<String, StoredProfile> lockKnown(Collection<String> userKeys) {
    Map<String, StoredProfile> locked = new HashMap<>();
    for (StoredProfile profile :
        jdbc.query(
            rows.select() + " where user_key = any(?) order by user_key for update",
            rows,
            (Object) Columns.text(userKeys))) {
      locked.put(profile.userKey(), profile);
    }
    return locked;
  }

  @Override
  public List<String> withOtherFormula(String formula, String after, int limit) {
    return jdbc.queryForList(
        "select user_key from profile where user_key > ? and state is not null"
            + " and formula is distinct from ? order by user_key limit ?",
        String.class,
        after,
        formula,
        limit);
  }

  @Override
  public Map<String, List<String>> mergedInto(Collection<String> roots) {
    Map<String, List<String>> keys = new HashMap<>();
    jdbc.query(
        MERGED,
        row -> {
          keys.computeIfAbsent(row.getString(1), root -> new ArrayList<>()).add(row.getString(2));
        },
        (Object) Columns.text(roots));
    return keys;
  }

  @Override
  public void save(
      Collection<StoredProfile> changed,
      Collection<StoredProfile> added,
      Set<String> published,
      Instant now) {
    add(added);
    List<ProfileRows.Written> all = changed.stream().map(rows::write).toList();
    jdbc.update(
        SAVE,
        Columns.text(all, row -> row.profile().userKey()),
        Columns.text(all, row -> row.profile().mergedInto()),
        Columns.numbers(all, row -> row.profile().version()),
        Columns.text(all, row -> row.profile().formula()),
        Columns.times(all, ProfileRows.Written::firstSeenAt),
        Columns.times(all, ProfileRows.Written::lastSeenAt),
        Columns.text(all, ProfileRows.Written::country),
        Columns.numbers(all, row -> row.profile().orders().orders()),
        Columns.times(all, row -> row.profile().orders().firstOrderAt()),
        Columns.times(all, row -> row.profile().orders().lastOrderAt()),
        Columns.text(all, row -> row.profile().orders().gross().toPlainString()),
        Columns.text(all, row -> row.profile().orders().refunds().toPlainString()),
        Columns.numbers(all, row -> row.profile().orders().placed()),
        Columns.numbers(all, row -> row.profile().orders().returned()),
        Columns.numbers(all, row -> row.profile().orders().discounted()),
        Columns.numbers(all, row -> row.profile().sessions()),
        Columns.numbers(all, row -> row.profile().browseMicros()),
        Columns.bytes(all, ProfileRows.Written::state),
        all.stream()
            .map(row -> published.contains(row.profile().userKey()))
            .toArray(Boolean[]::new),
        Columns.text(added, StoredProfile::userKey),
        Columns.numbers(added, StoredProfile::version),
        Columns.micros(now));
  }

  private void add(Collection<StoredProfile> added) {
    if (added.isEmpty()) {
      return;
    }
    BinaryCopy copy = new BinaryCopy(ROW_BYTES * added.size());
    added.stream().map(rows::write).forEach(row -> add(row, copy));
    try {
      copy.into(jdbc, ADD);
    } catch (DuplicateKeyException e) {
      throw new ConcurrentChange("a key has been met elsewhere for the first time", e);
    }
  }

  private static void add(ProfileRows.Written row, BinaryCopy copy) {
    StoredProfile profile = row.profile();
    OrderTotals orders = profile.orders();
    copy.row(17)
        .text(profile.userKey())
        .number(profile.version())
        .textOrNone(profile.formula())
        .timeOrNone(row.firstSeenAt())
        .timeOrNone(row.lastSeenAt())
        .textOrNone(row.country())
        .number(orders.orders())
        .timeOrNone(orders.firstOrderAt())
        .timeOrNone(orders.lastOrderAt())
        .decimal(orders.gross())
        .decimal(orders.refunds())
        .number(orders.placed())
        .number(orders.returned())
        .number(orders.discounted())
        .number(profile.sessions())
        .number(profile.browseMicros());
    if (row.state() == null) {
      copy.none();
    } else {
      copy.bytes(row.state());
    }
  }
}
