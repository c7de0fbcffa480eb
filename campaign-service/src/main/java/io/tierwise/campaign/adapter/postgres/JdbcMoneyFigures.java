package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.report.Dimension;
import io.tierwise.campaign.report.Figures;
import io.tierwise.campaign.report.MoneyFigures;
import io.tierwise.campaign.report.ReportScope;
import io.tierwise.campaign.report.Trial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of a report in one statement each, whatever the number of contacts. */
public final class JdbcMoneyFigures implements MoneyFigures {
  /** A fact is counted once by each dimension, and a user once under each key. */
  private static final String ROWS =
      """
      with loose as (
        select t.campaign_id, t.user_id, t.contact_id, t.offer_id, t.occurred_at as at,
               (t.kind = 'IMPRESSION')::int as impressions, (t.kind = 'CLICK')::int as clicks,
               0::bigint as orders, 0 as redemptions, 0 as redeemers, 0::bigint as coupon_spend,
               0::bigint as discount, 0::bigint as revenue
        from touch t where (:campaigns::text[] is null or t.campaign_id = any(:campaigns::text[]))
        union all
        select a.campaign_id, a.user_id, a.contact_id, a.offer_id, a.occurred_at,
               0, 0, a.share_micros, 0, 0, 0, 0, a.revenue_micros
        from order_credit(:rule, make_interval(secs => :window), :campaigns::text[],
                          :from::timestamptz, :to::timestamptz) a
        union all
        select r.campaign_id, r.user_id, r.contact_id, null, r.occurred_at, 0, 0, 0, 1,
               (r.contact_id is not null and row_number() over (
                 partition by r.contact_id order by r.occurred_at) = 1)::int, 0, r.discount_micros, 0
        from redemption r where (:campaigns::text[] is null or r.campaign_id = any(:campaigns::text[]))
        union all
        select p.campaign_id, g.user_id, k.id, null, g.assigned_at, 0, 0, 0, 0, 0, p.cost_micros, 0, 0
        from coupon_pool p
        join coupon g on g.pool = p.name and g.assigned_at is not null
        left join contact k on k.id = g.key and k.campaign_id = p.campaign_id
        where p.campaign_id is not null
          and (:campaigns::text[] is null or p.campaign_id = any(:campaigns::text[]))
      ), placed as (
        select c.campaign_id, c.user_id, coalesce(c.tier, 'none') as tier, c.channel,
               coalesce(c.variant, c.offer_id) as variant, c.offer_id as offer, c.decided_at as at,
               1 as contacts, 0 as impressions, 0 as clicks, 0::bigint as orders, 0 as redemptions,
               0 as redeemers, c.cost_micros as contact_spend, 0::bigint as coupon_spend,
               0::bigint as discount, 0::bigint as revenue
        from contact c where (:campaigns::text[] is null or c.campaign_id = any(:campaigns::text[]))
        union all
        select l.campaign_id, l.user_id,
               case when c.id is null then 'unknown' else coalesce(c.tier, 'none') end,
               coalesce(c.channel, 'unknown'),
               coalesce(c.variant, c.offer_id, l.offer_id, 'unknown'),
               coalesce(c.offer_id, l.offer_id, 'unknown'), l.at, 0, l.impressions, l.clicks,
               l.orders, l.redemptions, l.redeemers, 0, l.coupon_spend, l.discount, l.revenue
        from loose l left join contact c on c.id = l.contact_id
      ), by_user as (
        select d.dimension, d.key, p.user_id, sum(contacts) as contacts,
               sum(impressions) as impressions, sum(clicks) as clicks, sum(orders) as orders,
               sum(redemptions) as redemptions, sum(redeemers) as redeemers,
               sum(contact_spend) as contact_spend, sum(coupon_spend) as coupon_spend,
               sum(discount) as discount, sum(revenue) as revenue,
               sum(case when p.revenue > 0 then round(p.revenue * (m.plan ->> 'margin')::numeric) end)
                 as contribution
        from placed p
        join campaign m on m.id = p.campaign_id
        cross join lateral (values
          ('TOTAL', ''), ('CAMPAIGN', p.campaign_id), ('TIER', p.tier), ('CHANNEL', p.channel),
          ('VARIANT', p.variant), ('OFFER', p.offer),
          ('DAY', to_char(p.at at time zone 'UTC', 'YYYY-MM-DD'))) d (dimension, key)
        where d.dimension = any(:dimensions)
          and (:from::timestamptz is null or p.at >= :from::timestamptz)
          and (:to::timestamptz is null or p.at < :to::timestamptz)
        group by d.dimension, d.key, p.user_id
      )
      select dimension, key, sum(contacts) as contacts,
             count(*) filter (where contacts > 0) as contacted, sum(impressions) as impressions,
             count(*) filter (where impressions + clicks > 0) as reach, sum(clicks) as clicks,
             sum(orders) as orders, sum(redemptions) as redemptions, sum(redeemers) as redeemers,
             sum(contact_spend) as contact_spend, sum(coupon_spend) as coupon_spend,
             sum(discount) as discount, sum(revenue) as revenue, sum(contribution) as contribution
      from by_user group by dimension, key
      order by dimension, key collate "C"
      """;

  private final JdbcClient jdbc;
  private final JdbcTrials trials;

  public JdbcMoneyFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.trials = new JdbcTrials(jdbc);
  }

  @Override
  public List<Row> rows(ReportScope scope, Set<Dimension> dimensions) {
    return scoped(jdbc.sql(ROWS), scope)
        .param("rule", scope.rule().kind().id())
        .param("dimensions", dimensions.stream().map(Dimension::name).toArray(String[]::new))
        .query((row, _) -> row(row))
        .list();
  }

  static JdbcClient.StatementSpec scoped(JdbcClient.StatementSpec statement, ReportScope scope) {
    return statement
        .param("campaigns", scope.campaignIds().isEmpty() ? null : ids(scope))
        .param("from", time(scope.from()))
        .param("to", time(scope.to()))
        .param("window", (double) scope.rule().window().toSeconds());
  }

  private static String[] ids(ReportScope scope) {
    return scope.campaignIds().toArray(String[]::new);
  }

  private static @Nullable Object time(@Nullable Instant instant) {
    return instant == null ? null : Rows.time(instant);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        Dimension.valueOf(row.getString("dimension")),
        row.getString("key"),
        new Figures(
            row.getLong("contacts"),
            row.getLong("contacted"),
            row.getLong("impressions"),
            row.getLong("reach"),
            row.getLong("clicks"),
            row.getLong("orders"),
            row.getLong("redemptions"),
            row.getLong("redeemers"),
            new Money(row.getLong("contact_spend")),
            new Money(row.getLong("coupon_spend")),
            new Money(row.getLong("discount")),
            new Money(row.getLong("revenue")),
            new Money(row.getLong("contribution"))));
  }

  @Override
  public List<Trial> trials(ReportScope scope, Instant now) {
    return trials.trials(scope, now);
  }

  @Override
  public List<Spread> spreads(ReportScope scope) {
    return trials.spreads(scope);
  }
}
