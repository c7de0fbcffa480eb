package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.adapter.postgres.LoyaltyDue.Row;
import io.tierwise.campaign.loyalty.OrderFacts;
import io.tierwise.campaign.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What orders are worth to a ledger, for many at once. */
final class LoyaltyOrders {
  private static final String FACTS =
      """
      select p.user_id, p.order_id, coalesce(o.came_as, p.user_id) as came_as, s.occurred_at,
             coalesce(s.revenue_micros, 0) as revenue_micros, l.parts, l.tier, l.campaign_id
      from pair p
      left join lateral (
        select occurred_at, revenue_micros from standing_order v
        where v.user_id = p.user_id and v.order_id = p.order_id offset 0) s on true
      left join lateral (
        select came_as from shop_order x where x.user_id = p.user_id and x.order_id = p.order_id
        order by came_as limit 1) o on true
      left join loyalty_order l on l.came_as = o.came_as and l.order_id = p.order_id
      """;

  private final JdbcClient jdbc;
  private final Duration window;

  /**
   * @param window in which an order belongs to the last touch before it
   */
  LoyaltyOrders(JdbcClient jdbc, Duration window) {
    this.jdbc = jdbc;
    this.window = window;
  }

  /** Keeps the tier of now and the campaign of orders that are looked at for the first time. */
  void settle(List<Row> orders) {
    jdbc.sql(
            """
            insert into loyalty_order as l (came_as, order_id, parts, settled, tier, campaign_id)
            select distinct on (o.came_as, o.order_id) o.came_as, o.order_id, '{}'::jsonb, true, t.tier, c.campaign_id
            from unnest(?::text[], ?::text[]) as p (user_id, order_id)
            join shop_order o on o.user_id = p.user_id and o.order_id = p.order_id
            left join member_tier t on t.user_id = p.user_id
            left join lateral (
              select campaign_id from (
                select campaign_id, occurred_at as at, case kind when 'CLICK' then 1 else 2 end as rank
                from touch where user_id = p.user_id and occurred_at <= o.occurred_at
                  and occurred_at > o.occurred_at - make_interval(secs => ?)
                union all
                select campaign_id, decided_at, 3 from contact
                where user_id = p.user_id and decided_at <= o.occurred_at
                  and decided_at > o.occurred_at - make_interval(secs => ?)) touches
              order by rank, at desc, campaign_id limit 1) c on true
            where not exists (
              select from loyalty_order s
              where s.came_as = o.came_as and s.order_id = o.order_id and s.settled)
            order by o.came_as, o.order_id
            on conflict (came_as, order_id) do update
              set settled = true, tier = excluded.tier, campaign_id = excluded.campaign_id
            where not l.settled
            """)
        .param(column(orders, Row::userId))
        .param(column(orders, Row::orderId))
        .param((double) window.toSeconds())
        .param((double) window.toSeconds())
        .update();
  }

  Map<String, List<OrderFacts>> of(List<Row> orders) {
    Map<String, List<OrderFacts>> facts = new HashMap<>();
    jdbc.sql(
            "with pair as (select * from unnest(?::text[], ?::text[]) as q (user_id, order_id))"
                + FACTS)
        .param(column(orders, Row::userId))
        .param(column(orders, Row::orderId))
        .query(
            row -> {
              facts
                  .computeIfAbsent(row.getString("user_id"), _ -> new ArrayList<>())
                  .add(facts(row));
            });
    return facts;
  }

  /** The first order of each that stands and is worth something. */
  Map<String, OrderFacts> first(Collection<String> persons) {
    Map<String, OrderFacts> first = new HashMap<>();
    jdbc.sql(
            """
            with pair as (
              select distinct on (user_id) user_id, order_id from standing_order
              where user_id = any(?) and revenue_micros > 0
              order by user_id, occurred_at, order_id)
            """
                + FACTS)
        .param(persons.toArray(String[]::new))
        .query(
            row -> {
              first.put(row.getString("user_id"), facts(row));
            });
    return first;
  }

  private static OrderFacts facts(ResultSet row) throws SQLException {
    String parts = row.getString("parts");
    return new OrderFacts(
        row.getString("order_id"),
        row.getString("came_as"),
        Rows.instantOrNull(row, "occurred_at"),
        new Money(row.getLong("revenue_micros")),
        parts == null ? Map.of() : StoredJson.readNumbers(parts),
        row.getString("tier"),
        row.getString("campaign_id"));
  }
}
