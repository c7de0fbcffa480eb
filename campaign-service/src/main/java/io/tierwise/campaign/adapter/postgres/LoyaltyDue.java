package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.outcome.OrderSeen;
import io.tierwise.campaign.outcome.RefundSeen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The queue of customers whose ledger has to be looked at. Rows are only added and taken; where no
 * rules were ever stated, nothing is added.
 */
final class LoyaltyDue {
  private static final String IF_ANY_RULES = " where exists (select from loyalty_program)";

  record Row(String userId, @Nullable String orderId) {}

  private final JdbcClient jdbc;

  LoyaltyDue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void notice(List<OrderSeen> orders, List<RefundSeen> refunds, Instant now) {
    Set<Row> changed = new HashSet<>();
    orders.forEach(order -> changed.add(new Row(order.userId(), order.orderId())));
    refunds.forEach(refund -> changed.add(new Row(refund.userId(), refund.orderId())));
    if (changed.isEmpty()) {
      return;
    }
    add(List.copyOf(changed), now);
    List<OrderSeen> split = orders.stream().filter(order -> !order.parts().isEmpty()).toList();
    if (!split.isEmpty()) {
      keepParts(split);
    }
  }

  private void add(List<Row> rows, Instant dueAt) {
    jdbc.sql(
            """
            insert into loyalty_due (user_id, order_id, due_at)
            select coalesce(i.user_id, b.user_id), b.order_id, ?
            from unnest(?::text[], ?::text[]) as b (user_id, order_id)
            left join member_identity i on i.alias_id = b.user_id
            """
                + IF_ANY_RULES)
        .param(Rows.time(dueAt))
        .param(column(rows, Row::userId))
        .param(column(rows, Row::orderId))
        .update();
  }

  /** Of an order that a poll tells of twice, the latest counts, as of one told again later. */
  private void keepParts(List<OrderSeen> orders) {
    jdbc.sql(
            """
            insert into loyalty_order as o (came_as, order_id, parts, parts_at, settled)
            select distinct on (user_id, order_id) user_id, order_id, parts::jsonb, at::timestamptz, false
            from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as b (user_id, order_id, parts, at)
            """
                + IF_ANY_RULES
                + """
             order by user_id, order_id, at::timestamptz desc, parts desc
            on conflict (came_as, order_id) do update
              set parts = excluded.parts, parts_at = excluded.parts_at
            where o.parts_at is null
               or (excluded.parts_at, excluded.parts::text) > (o.parts_at, o.parts::text)
            """)
        .param(column(orders, OrderSeen::userId))
        .param(column(orders, OrderSeen::orderId))
        .param(column(orders, order -> StoredJson.write(order.parts())))
        .param(column(orders, OrderSeen::occurredAt))
        .update();
  }

  /** To be looked at later, such as when points expire. */
  void remind(List<String> userIds, List<Instant> at) {
    jdbc.sql(
            "insert into loyalty_due (user_id, due_at) select u, t::timestamptz"
                + " from unnest(?::text[], ?::text[]) as b (u, t)")
        .param(column(userIds, u -> u))
        .param(column(at, t -> t))
        .update();
  }

  /** Whoever has or had anything that came under the ids; called before and after they move. */
  static void notice(JdbcClient jdbc, String[] ids) {
    jdbc.sql(
            """
            insert into loyalty_due (user_id, order_id, due_at)
            select user_id, order_id, now() from (
              select user_id, order_id from shop_order where came_as = any(?)
              union select user_id, order_id from loyalty_entry where came_as = any(?)) x
            """
                + IF_ANY_RULES)
        .params(ids, ids)
        .update();
  }

  /** Of those whose tier changed, whoever has a ledger, while levels follow tiers. */
  static void noticeTiers(JdbcClient jdbc, @Nullable String[] userIds) {
    jdbc.sql(
            """
            insert into loyalty_due (user_id, due_at)
            select u, now() from unnest(?::text[]) as u
            where (select rules ->> 'levelsBy' from loyalty_program order by version desc limit 1) = 'TIER'
              and exists (select from loyalty_entry e where e.user_id = u)
            """)
        .param(userIds)
        .update();
  }

  List<Row> take(Instant now, int most) {
    List<Row> taken = new ArrayList<>();
    jdbc.sql(
            """
            delete from loyalty_due where seq in (
              select seq from loyalty_due where due_at <= ? order by due_at, seq limit ?)
            returning user_id, order_id
            """)
        .params(Rows.time(now), most)
        .query(
            row -> {
              taken.add(new Row(row.getString(1), row.getString(2)));
            });
    return taken;
  }
}
