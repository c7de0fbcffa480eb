package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.outcome.OrderSeen;
import io.tierwise.campaign.outcome.Outcomes;
import io.tierwise.campaign.outcome.RefundSeen;
import io.tierwise.campaign.outcome.Touch;
import io.tierwise.campaign.outcome.Touch.Kind;
import io.tierwise.campaign.response.ResponseCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Outcomes under their natural keys; a poll takes at most three statements. */
public final class JdbcOutcomes implements Outcomes {
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Duration window;

  public JdbcOutcomes(JdbcClient jdbc, TransactionTemplate transactions, Duration window) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.window = window;
  }

  @Override
  public Kept keep(List<Touch> touches, List<OrderSeen> orders, List<RefundSeen> refunds) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              JdbcPersons.share(jdbc);
              List<String> kinds = keepTouches(touches);
              int impressions = (int) kinds.stream().filter(Kind.IMPRESSION.name()::equals).count();
              return new Kept(
                  impressions,
                  kinds.size() - impressions,
                  orders.isEmpty() ? 0 : keepOrders(orders),
                  refunds.isEmpty() ? 0 : keepRefunds(refunds));
            }));
  }

  /**
   * Only touches of our campaigns. The contact is the one that the channel names if it is the
   * user's, else the user's last one of that campaign and offer.
   */
  private List<String> keepTouches(List<Touch> unordered) {
    if (unordered.isEmpty()) {
      return List.of();
    }
    List<Touch> rows =
        unordered.stream()
            .sorted(Comparator.comparing(Touch::userId).thenComparing(Touch::messageId))
            .toList();
    return jdbc.sql(
            """
            insert into touch (user_id, came_as, message_id, kind, campaign_id, offer_id, contact_id,
              named_contact, occurred_at)
            select coalesce(i.user_id, b.user_id), b.user_id, b.message_id, b.kind, coalesce(k.campaign_id, m.id),
                   coalesce(k.offer_id, b.offer_id), k.id, coalesce(b.contact_id, k.id),
                   b.occurred_at::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as b (user_id, message_id, kind, contact_id, campaign_id, offer_id, occurred_at)
            left join member_identity i on i.alias_id = b.user_id
            left join campaign m on m.id = b.campaign_id
            left join lateral (
              select c.id, c.campaign_id, c.offer_id from contact c
              where c.user_id = coalesce(i.user_id, b.user_id)
                and (c.id = b.contact_id
                     or (c.campaign_id = b.campaign_id
                         and (b.offer_id is null or c.offer_id = b.offer_id)
                         and c.decided_at <= b.occurred_at::timestamptz))
              order by c.id is not distinct from b.contact_id desc, c.decided_at desc
              limit 1
            ) k on true
            where coalesce(k.campaign_id, m.id) is not null
            on conflict do nothing
            returning kind
            """)
        .param(column(rows, Touch::userId))
        .param(column(rows, Touch::messageId))
        .param(column(rows, Touch::kind))
        .param(column(rows, Touch::contactId))
        .param(column(rows, Touch::campaignId))
        .param(column(rows, Touch::offerId))
        .param(column(rows, Touch::occurredAt))
        .query(String.class)
        .list();
  }

  /**
   * In any order of arrival: the order happened when it was first completed, and is worth what the
   * latest event about it says.
   */
  private int keepOrders(List<OrderSeen> unordered) {
    List<OrderSeen> rows =
        unordered.stream()
            .sorted(Comparator.comparing(OrderSeen::userId).thenComparing(OrderSeen::orderId))
            .toList();
    return jdbc.sql(
            """
            with batch as (
              select user_id, order_id, revenue::bigint as revenue, completed::boolean as completed,
                     occurred_at::timestamptz as occurred_at
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                as b (user_id, order_id, revenue, completed, occurred_at)
            ), folded as (
              select user_id, order_id, min(occurred_at) as occurred_at,
                     (array_agg(revenue order by occurred_at desc, revenue desc))[1] as revenue,
                     max(occurred_at) as revenue_at
              from batch group by user_id, order_id
            )
            insert into shop_order as o
              (user_id, came_as, order_id, occurred_at, revenue_micros, revenue_at)
            select coalesce(i.user_id, f.user_id), f.user_id, order_id, occurred_at, revenue,
                   revenue_at
            from folded f left join member_identity i on i.alias_id = f.user_id
            order by f.user_id, order_id
            on conflict (came_as, order_id) do update set
              occurred_at = least(o.occurred_at, excluded.occurred_at),
              revenue_micros = case when (excluded.revenue_at, excluded.revenue_micros)
                                       > (o.revenue_at, o.revenue_micros)
                                    then excluded.revenue_micros else o.revenue_micros end,
              revenue_at = greatest(o.revenue_at, excluded.revenue_at)
            where (o.occurred_at, o.revenue_at, o.revenue_micros)
              is distinct from (least(o.occurred_at, excluded.occurred_at),
                                greatest(o.revenue_at, excluded.revenue_at),
                                case when (excluded.revenue_at, excluded.revenue_micros)
                                            > (o.revenue_at, o.revenue_micros)
                                     then excluded.revenue_micros else o.revenue_micros end)
            """)
        .param(column(rows, OrderSeen::userId))
        .param(column(rows, OrderSeen::orderId))
        .param(column(rows, o -> o.revenue().micros()))
        .param(column(rows, OrderSeen::completed))
        .param(column(rows, OrderSeen::occurredAt))
        .update();
  }

  private int keepRefunds(List<RefundSeen> unordered) {
    List<RefundSeen> rows =
        unordered.stream()
            .sorted(Comparator.comparing(RefundSeen::userId).thenComparing(RefundSeen::messageId))
            .toList();
    return jdbc.sql(
            """
            insert into order_refund
              (user_id, came_as, message_id, order_id, amount_micros, cancelled, occurred_at)
            select coalesce(i.user_id, b.user_id), b.user_id, message_id, order_id, amount::bigint, cancelled::boolean,
                   occurred_at::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as b (user_id, message_id, order_id, amount, cancelled, occurred_at)
            left join member_identity i on i.alias_id = b.user_id
            on conflict do nothing
            """)
        .param(column(rows, RefundSeen::userId))
        .param(column(rows, RefundSeen::messageId))
        .param(column(rows, RefundSeen::orderId))
        .param(
            column(
                rows,
                r -> {
                  var amount = r.amount();
                  return amount == null ? null : amount.micros();
                }))
        .param(column(rows, RefundSeen::cancelled))
        .param(column(rows, RefundSeen::occurredAt))
        .update();
  }

  @Override
  public List<ResponseCount> responses(Instant now) {
    return jdbc.sql(
            """
            select c.campaign_id, c.offer_id, c.channel, c.tier,
                   sum(case when a.contact_id is not null then 1
                            else greatest(0, least(1, extract(epoch from (? - c.decided_at)) / ?))
                       end)::float8 as trials,
                   count(a.contact_id)::float8 as responses
            from contact c
            left join responding_contact(make_interval(secs => ?)) a
              on a.contact_id = c.id
            group by c.campaign_id, c.offer_id, c.channel, c.tier
            """)
        .params(Rows.time(now), (double) window.toSeconds(), (double) window.toSeconds())
        .query(
            (row, _) ->
                new ResponseCount(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getDouble(5),
                    row.getDouble(6)))
        .list();
  }
}
