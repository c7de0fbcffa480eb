package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.contact.Arm;
import io.tierwise.campaign.experiment.ArmOutcome;
import io.tierwise.campaign.experiment.Lift;
import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.report.AttributionRule;
import io.tierwise.campaign.report.CampaignFigures;
import io.tierwise.campaign.report.Figures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of a report in one statement, whatever the number of contacts. */
public final class JdbcCampaignFigures implements CampaignFigures {
  private static final ArmOutcome EMPTY = new ArmOutcome(0, 0, Money.ZERO, 0);
  private final JdbcClient jdbc;

  public JdbcCampaignFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Row> of(String campaignId, AttributionRule rule) {
    return jdbc.sql(
            """
            with facts as (
              select c.id as contact_id, null::text as offer_id, 1 as contacts, 0 as impressions,
                     0 as clicks, 0 as conversions, c.cost_micros as spend, 0::bigint as revenue
              from contact c where c.campaign_id = :campaign
              union all
              select t.contact_id, t.offer_id, 0, (t.kind = 'IMPRESSION')::int,
                     (t.kind = 'CLICK')::int, 0, 0, 0
              from touch t where t.campaign_id = :campaign
              union all
              select a.contact_id, null, 0, 0, 0, 1, 0, a.revenue_micros
              from attributed_order(make_interval(secs => :window)) a
              where a.campaign_id = :campaign
            ), placed as (
              select case when c.id is null then 'unknown' else coalesce(c.tier, 'none') end as tier,
                     coalesce(c.channel, 'unknown') as channel,
                     coalesce(c.variant, c.offer_id, f.offer_id, 'unknown') as variant, f.*
              from facts f left join contact c on c.id = f.contact_id
            )
            select grouping(tier, channel, variant) as level, tier, channel, variant,
                   sum(contacts) as contacts, sum(impressions) as impressions,
                   sum(clicks) as clicks, sum(conversions) as conversions,
                   sum(spend) as spend, sum(revenue) as revenue
            from placed
            group by grouping sets ((), (tier), (channel), (variant))
            order by level, tier, channel, variant
            """)
        .param("campaign", campaignId)
        .param("window", (double) rule.window().toSeconds())
        .query((row, _) -> figures(row))
        .list();
  }

  /** The level has a bit for each column that is summed over: tier 4, channel 2, variant 1. */
  private static Row figures(ResultSet row) throws SQLException {
    Figures figures =
        new Figures(
            row.getLong("contacts"),
            row.getLong("impressions"),
            row.getLong("clicks"),
            row.getLong("conversions"),
            new Money(row.getLong("spend")),
            new Money(row.getLong("revenue")));
    return switch (row.getInt("level")) {
      case 0b011 -> new Row(Dimension.TIER, row.getString("tier"), figures);
      case 0b101 -> new Row(Dimension.CHANNEL, row.getString("channel"), figures);
      case 0b110 -> new Row(Dimension.VARIANT, row.getString("variant"), figures);
      default -> new Row(Dimension.TOTAL, "", figures);
    };
  }

  @Override
  public Lift experiment(String campaignId, AttributionRule rule) {
    Map<Arm, ArmOutcome> arms = new EnumMap<>(Arm.class);
    AtomicLong spend = new AtomicLong();
    jdbc.sql(
            """
            select u.arm, count(*) as users, count(*) filter (where o.orders > 0) as converted,
                   coalesce(sum(o.revenue), 0) as revenue,
                   coalesce(sum((o.revenue / 1e6) * (o.revenue / 1e6)), 0)::float8 as squares,
                   coalesce(sum(k.cost), 0) as cost
            from (
              select distinct on (user_id) user_id, arm, at from experiment_unit
              where campaign_id = :campaign order by user_id, at, came_as
            ) u
            left join lateral (
              select count(*) as orders, sum(s.revenue_micros) as revenue
              from standing_order s
              where s.user_id = u.user_id and s.occurred_at >= u.at
                and s.occurred_at < u.at + make_interval(secs => :window)
            ) o on true
            left join lateral (
              select sum(c.cost_micros) as cost from contact c
              where c.campaign_id = :campaign and c.user_id = u.user_id
                and c.decided_at >= u.at and c.decided_at < u.at + make_interval(secs => :window)
            ) k on true
            group by u.arm
            """)
        .param("campaign", campaignId)
        .param("window", (double) rule.window().toSeconds())
        .query(
            row -> {
              arms.put(
                  Arm.valueOf(row.getString("arm")),
                  new ArmOutcome(
                      row.getLong("users"),
                      row.getLong("converted"),
                      new Money(row.getLong("revenue")),
                      row.getDouble("squares")));
              if (row.getString("arm").equals(Arm.TREATED.name())) {
                spend.set(row.getLong("cost"));
              }
            });
    return new Lift(
        arms.getOrDefault(Arm.TREATED, EMPTY),
        arms.getOrDefault(Arm.CONTROL, EMPTY),
        new Money(spend.get()));
  }
}
