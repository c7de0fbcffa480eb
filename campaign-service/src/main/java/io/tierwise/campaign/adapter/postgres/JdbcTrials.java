package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.contact.Arm;
import io.tierwise.campaign.experiment.ArmOutcome;
import io.tierwise.campaign.experiment.Lift;
import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.report.Dimension;
import io.tierwise.campaign.report.Later;
import io.tierwise.campaign.report.MoneyFigures.Spread;
import io.tierwise.campaign.report.ReportScope;
import io.tierwise.campaign.report.Trial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The arms of the campaigns' experiments: what their users did within the window, and later. */
final class JdbcTrials {
  /** A user who was merged from two counts once, in the arm that came first. */
  private static final String UNITS =
      """
      with unit as (
        select * from (
          select distinct on (campaign_id, user_id) campaign_id, user_id, arm, at,
                 coalesce(tier, 'none') as tier
          from experiment_unit
          where :campaigns::text[] is null or campaign_id = any(:campaigns::text[])
          order by campaign_id, user_id, at, came_as
        ) u
        where (:from::timestamptz is null or at >= :from::timestamptz)
          and (:to::timestamptz is null or at < :to::timestamptz)
      )
      """;

  private static final ArmOutcome EMPTY = new ArmOutcome(0, 0, Money.ZERO, 0);
  private static final List<Integer> HORIZONS = IntStream.of(Later.HORIZONS).boxed().toList();

  private static final String TRIALS =
      UNITS
          + """
          , done as (
            select u.*, o.*,
                   coalesce((select sum(c.cost_micros) from contact c
                             where c.campaign_id = u.campaign_id and c.user_id = u.user_id
                               and c.decided_at >= u.at
                               and c.decided_at < u.at + make_interval(secs => :window)), 0) as cost
            from unit u
            left join lateral (
              select coalesce(bool_or(s.inside), false) as converted,
                     coalesce(sum(s.revenue_micros) filter (where s.inside), 0) as revenue,
                     %s
              from (
                select revenue_micros, occurred_at - u.at as after,
                       occurred_at >= u.at
                         and occurred_at < u.at + make_interval(secs => :window) as inside
                from standing_order where user_id = u.user_id
              ) s
            ) o on true
          )
          select campaign_id, tier, arm, count(*) as users, count(*) filter (where converted) as converted,
                 sum(revenue) as revenue, sum((revenue / 1e6) * (revenue / 1e6))::float8 as squares,
                 sum(cost) as cost,
                 %s
          from done group by campaign_id, tier, arm order by campaign_id, tier
          """
              .formatted(
                  each(
                      """
                      coalesce(bool_or(s.after >= interval '%1$d days' - interval '30 days'
                        and s.after < interval '%1$d days'), false) as back%1$d,
                      (coalesce(sum(s.revenue_micros) filter (where s.after >= interval '0'
                         and s.after < interval '%1$d days'), 0)
                       - coalesce(sum(s.revenue_micros) filter (where s.after < interval '0'
                         and s.after >= - interval '%1$d days'), 0)) / 1e6 as change%1$d"""),
                  each(
                      """
                      count(*) filter (where at + interval '%1$d days' <= :now) as known%1$d,
                      count(*) filter (where at + interval '%1$d days' <= :now and back%1$d) as back%1$d,
                      coalesce(sum(change%1$d) filter (where at + interval '%1$d days' <= :now), 0)::float8
                        as change%1$d,
                      coalesce(sum(change%1$d * change%1$d)
                        filter (where at + interval '%1$d days' <= :now), 0)::float8 as squares%1$d"""));

  /**
   * The influence of a user on a sum of differences of means: his distance from the mean of his
   * arm, weighted as the arm is, with the small-sample factor that makes a single campaign Welch's.
   */
  private static final String SPREADS =
      UNITS
          + """
          , done as (
            select u.campaign_id, u.user_id, u.arm, u.tier, coalesce(o.revenue, 0)::float8 / 1e6 as y
            from unit u
            left join lateral (
              select sum(s.revenue_micros) as revenue from standing_order s
              where s.user_id = u.user_id and s.occurred_at >= u.at
                and s.occurred_at < u.at + make_interval(secs => :window)
            ) o on true
          ), part as (
            select d.dimension, d.key, x.*
            from done x
            cross join lateral (values ('TOTAL', ''), ('TIER', x.tier)) d (dimension, key)
          ), cell as (
            select dimension, key, campaign_id,
                   count(*) filter (where arm = 'TREATED')::float8 as treated,
                   count(*) filter (where arm = 'CONTROL')::float8 as control,
                   avg(y) filter (where arm = 'TREATED') as treated_mean,
                   avg(y) filter (where arm = 'CONTROL') as control_mean
            from part group by dimension, key, campaign_id
          ), influence as (
            select p.dimension, p.key, p.user_id, (m.plan ->> 'margin')::float8 as margin,
                   case p.arm
                     when 'TREATED' then (p.y - c.treated_mean) * sqrt(c.treated / (c.treated - 1))
                     else - (p.y - c.control_mean) * c.treated / c.control
                       * sqrt(c.control / (c.control - 1)) end as weight
            from part p
            join cell c on c.dimension = p.dimension and c.key = p.key
              and c.campaign_id = p.campaign_id
            join campaign m on m.id = p.campaign_id
            where c.treated > 1 and c.control > 1
          ), by_user as (
            select dimension, key, sum(weight) as revenue, sum(margin * weight) as contribution
            from influence group by dimension, key, user_id
          )
          select dimension, key, sum(revenue * revenue) as revenue,
                 sum(contribution * contribution) as contribution
          from by_user group by dimension, key
          """;

  private final JdbcClient jdbc;

  JdbcTrials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private static String each(String columns) {
    return HORIZONS.stream().map(columns::formatted).collect(Collectors.joining(",\n"));
  }

  private record ArmRow(ArmOutcome outcome, Money cost, List<Later.Arm> later) {
    static final ArmRow NOBODY =
        new ArmRow(EMPTY, Money.ZERO, HORIZONS.stream().map(_ -> Later.Arm.EMPTY).toList());
  }

  private record Key(String campaignId, String tier) {}

  List<Trial> trials(ReportScope scope, Instant now) {
    Map<Key, Map<Arm, ArmRow>> found = new LinkedHashMap<>();
    JdbcMoneyFigures.scoped(jdbc.sql(TRIALS), scope)
        .param("now", Rows.time(now))
        .query(
            row -> {
              found
                  .computeIfAbsent(
                      new Key(row.getString("campaign_id"), row.getString("tier")),
                      _ -> new EnumMap<>(Arm.class))
                  .put(Arm.valueOf(row.getString("arm")), arm(row));
            });
    return found.entrySet().stream().map(e -> trial(e.getKey(), e.getValue())).toList();
  }

  private static ArmRow arm(ResultSet row) throws SQLException {
    List<Later.Arm> later = new ArrayList<>();
    for (int days : HORIZONS) {
      later.add(
          new Later.Arm(
              row.getLong("known" + days),
              row.getLong("back" + days),
              row.getDouble("change" + days),
              row.getDouble("squares" + days)));
    }
    return new ArmRow(
        new ArmOutcome(
            row.getLong("users"),
            row.getLong("converted"),
            new Money(row.getLong("revenue")),
            row.getDouble("squares")),
        new Money(row.getLong("cost")),
        later);
  }

  private static Trial trial(Key key, Map<Arm, ArmRow> arms) {
    ArmRow treated = arms.getOrDefault(Arm.TREATED, ArmRow.NOBODY);
    ArmRow control = arms.getOrDefault(Arm.CONTROL, ArmRow.NOBODY);
    List<Later> later =
        IntStream.range(0, HORIZONS.size())
            .mapToObj(i -> new Later(HORIZONS.get(i), treated.later.get(i), control.later.get(i)))
            .toList();
    return new Trial(
        key.campaignId, key.tier, new Lift(treated.outcome, control.outcome, treated.cost), later);
  }

  List<Spread> spreads(ReportScope scope) {
    return JdbcMoneyFigures.scoped(jdbc.sql(SPREADS), scope)
        .query(
            (row, _) ->
                new Spread(
                    Dimension.valueOf(row.getString("dimension")),
                    row.getString("key"),
                    row.getDouble("revenue"),
                    row.getDouble("contribution")))
        .list();
  }
}
