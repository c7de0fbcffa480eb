package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.loyalty.Entry;
import io.tierwise.campaign.loyalty.Ledgers.StatementLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Entries as rows: added, read, never changed. */
final class LedgerRows {
  private final JdbcClient jdbc;

  LedgerRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One key books once for a person: an entry whose key is there is left out.
   *
   * @param owners whom each entry belongs to now
   * @return how many were new
   */
  int add(List<String> owners, List<Entry> entries) {
    return jdbc.sql(
            """
            insert into loyalty_entry (user_id, came_as, kind, points, lot, order_id, key, reason, coupon,
              program_version, lot_at, usable_at, expires_at, booked_at)
            select user_id, came_as, kind, points::bigint, lot, order_id, key, reason, coupon,
              version::bigint, lot_at::timestamptz, usable_at::timestamptz, expires_at::timestamptz,
              booked_at::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              with ordinality as b (user_id, came_as, kind, points, lot, order_id, key, reason, coupon,
                version, lot_at, usable_at, expires_at, booked_at, n)
            where key is null or not exists (
              select from loyalty_entry e where e.user_id = b.user_id and e.key = b.key)
            order by n
            on conflict do nothing
            """)
        .param(column(owners, owner -> owner))
        .param(column(entries, Entry::cameAs))
        .param(column(entries, Entry::kind))
        .param(column(entries, Entry::points))
        .param(column(entries, Entry::lot))
        .param(column(entries, Entry::orderId))
        .param(column(entries, Entry::key))
        .param(column(entries, Entry::reason))
        .param(column(entries, Entry::coupon))
        .param(column(entries, Entry::programVersion))
        .param(column(entries, Entry::lotAt))
        .param(column(entries, Entry::usableAt))
        .param(column(entries, Entry::expiresAt))
        .param(column(entries, Entry::bookedAt))
        .update();
  }

  /** Of persons, by the id that they go by; each in the order of writing. */
  Map<String, List<Entry>> of(Collection<String> persons) {
    Map<String, List<Entry>> ledgers = new HashMap<>();
    jdbc.sql("select * from loyalty_entry where user_id = any(?) order by seq")
        .param(persons.toArray(String[]::new))
        .query(
            row -> {
              ledgers
                  .computeIfAbsent(row.getString("user_id"), _ -> new ArrayList<>())
                  .add(entry(row));
            });
    return ledgers;
  }

  List<StatementLine> page(String person, @Nullable Long before, int limit) {
    return jdbc.sql(
            """
            select * from (
              select *, sum(points) over (order by seq)::bigint as balance
              from loyalty_entry where user_id = ?) e
            where seq < ? order by seq desc limit ?
            """)
        .params(person, before == null ? Long.MAX_VALUE : before, limit)
        .query((row, _) -> new StatementLine(entry(row), row.getLong("balance")))
        .list();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("seq"),
        row.getString("came_as"),
        Entry.Kind.valueOf(row.getString("kind")),
        row.getLong("points"),
        row.getString("lot"),
        row.getString("order_id"),
        row.getString("key"),
        row.getString("reason"),
        row.getString("coupon"),
        row.getLong("program_version"),
        Rows.instant(row, "lot_at"),
        Rows.instantOrNull(row, "usable_at"),
        Rows.instantOrNull(row, "expires_at"),
        Rows.instant(row, "booked_at"));
  }
}
