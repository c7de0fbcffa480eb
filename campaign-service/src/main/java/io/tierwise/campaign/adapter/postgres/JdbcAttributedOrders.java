package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.report.AttributedOrder;
import io.tierwise.campaign.report.AttributedOrders;
import io.tierwise.campaign.report.ReportScope;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders with the contacts that get them. */
public final class JdbcAttributedOrders implements AttributedOrders {
  private static final String ORDERS =
      """
      select a.campaign_id, a.contact_id, coalesce(c.offer_id, a.offer_id) as offer_id,
             coalesce(c.variant, c.offer_id) as variant, c.tier, c.channel, a.user_id, c.decided_at,
             a.order_id, a.occurred_at, a.share_micros, a.revenue_micros, a.order_micros
      from order_credit(:rule, make_interval(secs => :window), :campaigns::text[],
                        :from::timestamptz, :to::timestamptz) a
      left join contact c on c.id = a.contact_id
      where (:channel::text is null or c.channel = :channel::text)
        and (:at::timestamptz is null
             or (a.occurred_at, a.user_id collate "C", a.order_id collate "C",
                 a.campaign_id collate "C", coalesce(a.contact_id, '') collate "C")
                > (:at::timestamptz, :user, :order, :campaign, :contact))
      order by a.occurred_at, a.user_id collate "C", a.order_id collate "C",
               a.campaign_id collate "C", coalesce(a.contact_id, '') collate "C"
      limit :limit
      """;
  private final JdbcClient jdbc;

  public JdbcAttributedOrders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<AttributedOrder> page(
      ReportScope scope, @Nullable String channel, @Nullable Position after, int limit) {
    return JdbcMoneyFigures.scoped(jdbc.sql(ORDERS), scope)
        .param("rule", scope.rule().kind().id())
        .param("channel", channel)
        .param("at", after == null ? null : after.orderedAt())
        .param("user", after == null ? "" : after.userId())
        .param("order", after == null ? "" : after.orderId())
        .param("campaign", after == null ? "" : after.campaignId())
        .param("contact", after == null ? "" : after.contactId())
        .param("limit", limit)
        .query((row, _) -> order(row))
        .list();
  }

  private static AttributedOrder order(ResultSet row) throws SQLException {
    return new AttributedOrder(
        row.getString("campaign_id"),
        row.getString("contact_id"),
        row.getString("offer_id"),
        row.getString("variant"),
        row.getString("tier"),
        row.getString("channel"),
        row.getString("user_id"),
        Rows.instantOrNull(row, "decided_at"),
        row.getString("order_id"),
        Rows.instant(row, "occurred_at"),
        BigDecimal.valueOf(row.getLong("share_micros"), Money.SCALE),
        new Money(row.getLong("revenue_micros")),
        new Money(row.getLong("order_micros")));
  }
}
