package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.history.LedgerMonth;
import io.tierwise.profile.history.LedgerMonths;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The monthly partitions, as far as they are to be seen and to go. */
final class JdbcLedgerMonths implements LedgerMonths {
  private static final String MONTHS =
      """
      select right(c.relname, 7) as month,
        coalesce(nullif(s.n_live_tup, 0), greatest(c.reltuples, 0)::bigint) as n,
        pg_total_relation_size(c.oid) as bytes,
        coalesce(pg_total_relation_size(to_regclass('ledger_fact_' || right(c.relname, 7))), 0)
          as fact_bytes
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
        left join pg_stat_user_tables s on s.relid = c.oid
      where i.inhparent = 'event_ledger'::regclass and c.relname ~ '^event_ledger_\\d{4}_\\d\\d$'
      order by month
      """;

  private final JdbcTemplate jdbc;
  private final LedgerPartitions partitions;

  JdbcLedgerMonths(JdbcTemplate jdbc, LedgerPartitions partitions) {
    this.jdbc = jdbc;
    this.partitions = partitions;
  }

  @Override
  public List<LedgerMonth> all() {
    return jdbc.query(
        MONTHS,
        (row, number) ->
            new LedgerMonth(
                YearMonth.parse(row.getString("month").replace('_', '-')),
                row.getLong("n"),
                row.getLong("bytes"),
                row.getLong("fact_bytes")));
  }

  @Override
  public List<String> keys(YearMonth month, @Nullable String after, int limit) {
    return jdbc.queryForList(
        "select distinct user_key from "
            + LedgerPartitions.ledgerOf(month)
            + " where user_key > ? order by user_key limit ?",
        String.class,
        after == null ? "" : after,
        limit);
  }

  @Override
  public void take(YearMonth month, Collection<String> userKeys, BiConsumer<String, byte[]> sink) {
    String table = LedgerPartitions.ledgerOf(month);
    String[] keys = Columns.text(userKeys);
    jdbc.query(
        connection -> {
          PreparedStatement statement =
              connection.prepareStatement(
                  "select user_key, payload from " + table + " where user_key = any(?)");
          statement.setFetchSize(500);
          statement.setObject(1, keys);
          return statement;
        },
        row -> {
          sink.accept(row.getString(1), row.getBytes(2));
        });
    jdbc.update("delete from " + table + " where user_key = any(?)", (Object) keys);
  }

  @Override
  public boolean drop(YearMonth month) {
    return partitions.dropIfEmpty(month);
  }

  @Override
  public boolean claim(String owner, Instant now, Duration every, Duration lease) {
    return jdbc.update(
            """
            update ledger_upkeep set owner = ?, lease_until = ?::timestamptz
            where (ran_at is null or ran_at <= ?::timestamptz)
              and (owner is null or owner = ? or lease_until < ?::timestamptz)
            """,
            owner,
            now.plus(lease).toString(),
            now.minus(every).toString(),
            owner,
            now.toString())
        == 1;
  }

  @Override
  public void hold(String owner, Instant until) {
    jdbc.update(
        "update ledger_upkeep set lease_until = ?::timestamptz where owner = ?",
        until.toString(),
        owner);
  }

  @Override
  public void done(String owner, Instant at) {
    jdbc.update(
        "update ledger_upkeep set owner = null, lease_until = null, ran_at = ?::timestamptz"
            + " where owner = ?",
        at.toString(),
        owner);
  }
}
