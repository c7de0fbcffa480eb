package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.lifecycle.LifecycleRules.Standing;
import io.tierwise.segmentation.lifecycle.Lifecycles;
import io.tierwise.segmentation.lifecycle.OrderHistory;
import io.tierwise.segmentation.run.UnitOfWork;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stages as rows; histories from what was said of orders. */
public final class JdbcLifecycles implements Lifecycles {
  private static final int ROWS_AT_ONCE = 5_000;

  /** Of the facts o of an order. */
  private static final String TIMES =
      """
      select key_user, array_agg((extract(epoch from at) * 1000000)::bigint order by at) as times
      from (
        select i.user_id as key_user, o.order_id, min(o.occurred_at) filter (where o.kind = 1) as at
        from id i join order_fact o on o.user_key = i.key
        group by i.user_id, o.order_id
        having not (bool_or(o.kind = 3) or bool_or(o.kind = 2 and o.amount is null)
          or coalesce(sum(o.amount) filter (where o.kind = 2)
               >= coalesce((array_agg(o.amount order by o.occurred_at desc, o.message_id desc)
                    filter (where o.kind = 1 and o.amount is not null))[1], 0), false))
      ) p where at is not null group by key_user
      """;

  private static final String SELECT =
      """
      select f.user_id, f.first_seen_at, f.orders, f.first_order_at, f.last_order_at, t.times
      from customer_feature f left join t on t.key_user = f.user_id
      """;

  private static final String SOME =
      """
      with id as (
        select u as user_id, u as key from unnest(?::text[]) u
        union select user_id, alias_id from customer_alias where user_id = any(?::text[])
      ), t as (
      """
          + TIMES
          + ")"
          + SELECT
          + " where f.user_id = any(?::text[])";

  private static final String ALL =
      """
      with id as (
        select user_id, user_id as key from customer_feature
        union select user_id, alias_id from customer_alias
      ), t as (
      """
          + TIMES
          + ")"
          + SELECT;

  private static final String STORE =
      """
      insert into customer_lifecycle (user_id, stage, since, due_at)
      select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
        as s (u, g, s, d)
      on conflict (user_id) do update set stage = excluded.stage, since = excluded.since,
        due_at = excluded.due_at
      where (customer_lifecycle.stage, customer_lifecycle.since, customer_lifecycle.due_at)
        is distinct from (excluded.stage, excluded.since, excluded.due_at)
      """;

  private final JdbcClient jdbc;
  private final UnitOfWork work;

  public JdbcLifecycles(JdbcClient jdbc, UnitOfWork work) {
    this.jdbc = jdbc;
    this.work = work;
  }

  @Override
  public Optional<Basis> basis() {
    return jdbc.sql("select shop_seconds, rules, measured_at, position from lifecycle_basis")
        .query(
            (row, _) ->
                new Basis(
                    Duration.ofSeconds(row.getLong("shop_seconds")),
                    row.getString("rules"),
                    Columns.instant(row, "measured_at"),
                    row.getString("position")))
        .optional();
  }

  @Override
  public void keep(Basis basis) {
    jdbc.sql(
            """
            insert into lifecycle_basis (id, shop_seconds, rules, measured_at, position)
            values (1, ?, ?, ?, ?)
            on conflict (id) do update set shop_seconds = excluded.shop_seconds,
              rules = excluded.rules,
              measured_at = excluded.measured_at, position = excluded.position
            """)
        .params(
            Arrays.asList(
                basis.shop().toSeconds(),
                basis.rules(),
                Columns.timestamp(basis.measuredAt()),
                basis.position()))
        .update();
  }

  @Override
  public Optional<Duration> medianInterval() {
    return jdbc.sql(
            """
            select percentile_cont(0.5) within group (
              order by extract(epoch from last_order_at - first_order_at) / (orders - 1)) as median
            from customer_feature where orders > 1 and first_order_at < last_order_at
            having count(*) > 0
            """)
        .query((row, _) -> Duration.ofSeconds(Math.round(row.getDouble("median"))))
        .optional();
  }

  @Override
  public List<OrderHistory> histories(Collection<String> users) {
    Object ids = users.toArray(String[]::new);
    return jdbc.sql(SOME)
        .params(Arrays.asList(ids, ids, ids))
        .query(JdbcLifecycles::history)
        .list();
  }

  /** The driver fetches in parcels only inside a transaction. */
  @Override
  public void forEach(Consumer<OrderHistory> consumer) {
    work.inTransaction(
        () -> {
          jdbc.sql(ALL)
              .withFetchSize(ROWS_AT_ONCE)
              .query(
                  (ResultSet row) -> {
                    consumer.accept(history(row, 0));
                  });
          return 0;
        });
  }

  private static OrderHistory history(ResultSet row, int number) throws SQLException {
    List<Instant> told = new ArrayList<>();
    Array times = row.getArray("times");
    for (Long micros : times == null ? new Long[0] : (Long[]) times.getArray()) {
      told.add(
          Instant.ofEpochSecond(
              Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000));
    }
    return OrderHistory.of(
        row.getString("user_id"),
        Columns.instant(row, "first_seen_at"),
        row.getLong("orders"),
        Columns.nullableInstant(row, "first_order_at"),
        Columns.nullableInstant(row, "last_order_at"),
        told);
  }

  @Override
  public void store(Map<String, Standing> standings) {
    if (standings.isEmpty()) {
      return;
    }
    List<Map.Entry<String, Standing>> sorted = List.copyOf(new TreeMap<>(standings).entrySet());
    jdbc.sql(STORE)
        .params(
            Arrays.asList(
                Columns.texts(sorted, Map.Entry::getKey),
                Columns.texts(sorted, entry -> entry.getValue().stage().key()),
                Columns.texts(sorted, entry -> entry.getValue().since()),
                Columns.texts(sorted, entry -> entry.getValue().nextAt())))
        .update();
  }

  @Override
  public void remove(Collection<String> users) {
    jdbc.sql("delete from customer_lifecycle where user_id = any(?::text[])")
        .params(Arrays.<@Nullable Object>asList((Object) users.toArray(String[]::new)))
        .update();
  }

  @Override
  public List<String> due(Instant now, int limit) {
    return jdbc.sql(
            "select user_id from customer_lifecycle where due_at <= ? order by due_at limit ?")
        .params(Columns.timestamp(now), limit)
        .query(String.class)
        .list();
  }

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    jdbc.sql("select stage, count(*) as customers from customer_lifecycle group by stage")
        .query(
            (ResultSet row) -> {
              counts.put(row.getString("stage"), row.getLong("customers"));
            });
    return counts;
  }
}
