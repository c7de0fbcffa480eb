package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.event.Latest;
import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.history.Orders;
import io.tierwise.profile.order.CustomerOrder;
import io.tierwise.profile.order.OrderTotals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orders, each a record as JSON and what follows from it as columns. */
final class JdbcOrders implements Orders {
  private static final String FIND =
      """
      select o.user_key, o.record
      from unnest(?::text[], ?::text[]) as k (user_key, order_id)
      join profile_order o on o.user_key = k.user_key and o.order_id = k.order_id
      """;
  private static final String INSERT =
      """
      insert into profile_order (user_key, order_id, completed_at, counted, gross, refunded,
        returned, discounted, record)
      select user_key, order_id, time_of(completed_at), counted, gross, refunded, returned,
        discounted, record
      from unnest(?::text[], ?::text[], ?::bigint[], ?::boolean[], ?::numeric[], ?::numeric[],
          ?::boolean[], ?::boolean[], ?::bytea[])
        as x (user_key, order_id, completed_at, counted, gross, refunded, returned, discounted,
          record)
      on conflict do nothing returning user_key, order_id
      """;
  private static final String UPDATE =
      """
      update profile_order o set completed_at = time_of(x.completed_at), counted = x.counted,
        gross = x.gross, refunded = x.refunded, returned = x.returned, discounted = x.discounted,
        record = x.record
      from unnest(?::text[], ?::text[], ?::bigint[], ?::boolean[], ?::numeric[], ?::numeric[],
          ?::boolean[], ?::boolean[], ?::bytea[])
        as x (user_key, order_id, completed_at, counted, gross, refunded, returned, discounted,
          record)
      where o.user_key = x.user_key and o.order_id = x.order_id
      """;
  private static final String TOTALS =
      """
      select user_key, count(*) filter (where counted) as orders,
        min(completed_at) filter (where counted) as first_at,
        max(completed_at) filter (where counted) as last_at,
        sum(gross) as gross, sum(refunded) as refunded, count(completed_at) as placed,
        count(*) filter (where returned) as returned,
        count(*) filter (where completed_at is not null and discounted) as discounted
      from profile_order where user_key = any(?) group by user_key
      """;

  private final JdbcTemplate jdbc;

  JdbcOrders(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  private record Row(String user, CustomerOrder order) {}

  @Override
  public List<Change> merge(Map<String, Map<String, CustomerOrder>> statedByUser) {
    List<Row> known = rows(statedByUser);
    Set<List<String>> inserted = new HashSet<>();
    jdbc.query(
        INSERT,
        row -> {
          inserted.add(List.of(row.getString("user_key"), row.getString("order_id")));
        },
        columns(known));
    List<Change> changes = new ArrayList<>();
    known.removeIf(
        row -> {
          boolean isNew = inserted.contains(List.of(row.user(), row.order().orderId()));
          if (isNew) {
            changes.add(new Change(row.user(), null, row.order()));
          }
          return isNew;
        });
    if (!known.isEmpty()) {
      changes.addAll(update(known, statedByUser));
    }
    return changes;
  }

  private List<Change> update(
      List<Row> known, Map<String, Map<String, CustomerOrder>> statedByUser) {
    List<Change> changes = new ArrayList<>();
    jdbc.query(
        FIND,
        row -> {
          String user = row.getString("user_key");
          CustomerOrder stored =
              StateMapper.read(row.getBytes("record"), OrderRecord.class).toOrder();
          CustomerOrder stated =
              statedByUser.getOrDefault(user, Map.of()).getOrDefault(stored.orderId(), stored);
          changes.add(new Change(user, stored, stored.merge(stated)));
        },
        Columns.text(known, Row::user),
        Columns.text(known, row -> row.order().orderId()));
    jdbc.update(UPDATE, columns(changes.stream().map(c -> new Row(c.user(), c.after())).toList()));
    return changes;
  }

  private static List<Row> rows(Map<String, Map<String, CustomerOrder>> byUser) {
    List<Row> rows = new ArrayList<>();
    byUser.forEach((user, orders) -> orders.values().forEach(o -> rows.add(new Row(user, o))));
    return rows;
  }

  private static Object[] columns(List<Row> rows) {
    return new Object[] {
      Columns.text(rows, Row::user),
      Columns.text(rows, row -> row.order().orderId()),
      Columns.times(rows, row -> row.order().completedAt()),
      Columns.text(rows, row -> row.order().counted()),
      Columns.text(rows, row -> row.order().gross().toPlainString()),
      Columns.text(rows, row -> row.order().refunded().toPlainString()),
      Columns.text(rows, row -> row.order().returned()),
      Columns.text(rows, row -> row.order().discounted()),
      Columns.bytes(rows, row -> StateMapper.write(OrderRecord.of(row.order())))
    };
  }

  @Override
  public Map<String, OrderTotals> totals(Collection<String> users) {
    Map<String, OrderTotals> totals = new HashMap<>();
    jdbc.query(
        TOTALS,
        row -> {
          totals.put(
              row.getString("user_key"),
              new OrderTotals(
                  row.getLong("orders"),
                  Columns.instant(row, "first_at"),
                  Columns.instant(row, "last_at"),
                  row.getBigDecimal("gross"),
                  row.getBigDecimal("refunded"),
                  row.getLong("placed"),
                  row.getLong("returned"),
                  row.getLong("discounted")));
        },
        (Object) Columns.text(users));
    return totals;
  }

  @Override
  public void deleteAll(Collection<String> users) {
    jdbc.update("delete from profile_order where user_key = any(?)", (Object) Columns.text(users));
  }

  /** The stored form; a refund without amount is one of the whole order. */
  record OrderRecord(
      String id,
      @Nullable Instant completedAt,
      @Nullable BigDecimal revenue,
      @Nullable Instant revenueAt,
      @Nullable String revenueBy,
      boolean cancelled,
      @Nullable Boolean discounted,
      @Nullable SortedMap<String, Refund> refunds) {

    record Refund(@Nullable BigDecimal amount) {}

    static OrderRecord of(CustomerOrder order) {
      Latest<BigDecimal> revenue = order.revenue();
      SortedMap<String, Refund> refunds = new TreeMap<>();
      order.refunds().forEach((id, amount) -> refunds.put(id, new Refund(amount.orElse(null))));
      return new OrderRecord(
          order.orderId(),
          order.completedAt(),
          revenue == null ? null : revenue.value(),
          revenue == null ? null : revenue.stamp().at(),
          revenue == null ? null : revenue.stamp().messageId(),
          order.cancelled(),
          order.discounted() ? true : null,
          refunds);
    }

    CustomerOrder toOrder() {
      SortedMap<String, Optional<BigDecimal>> amounts = new TreeMap<>();
      if (refunds != null) {
        refunds.forEach((id, refund) -> amounts.put(id, Optional.ofNullable(refund.amount)));
      }
      Latest<BigDecimal> stated =
          revenue == null || revenueAt == null || revenueBy == null
              ? null
              : new Latest<>(revenue, new Stamp(revenueAt, revenueBy));
      return new CustomerOrder(
          id, completedAt, stated, cancelled, Boolean.TRUE.equals(discounted), amounts);
    }
  }
}
