package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.uplift.RandomisedUnits;
import io.tierwise.campaign.uplift.UpliftData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads users of an experiment with what was known when they were chosen, and nothing later. */
public final class JdbcRandomisedUnits implements RandomisedUnits {
  private final JdbcClient jdbc;
  private final Duration window;

  public JdbcRandomisedUnits(JdbcClient jdbc, Duration window) {
    this.jdbc = jdbc;
    this.window = window;
  }

  private record Unit(boolean treated, boolean answered, double[] features) {}

  @Override
  public UpliftData of(String campaignId, Instant now) {
    List<Unit> units = new ArrayList<>();
    jdbc.sql(
            """
            select u.arm = 'TREATED' as treated, o.answered, b.orders, b.spent, b.days, t.clicks,
                   c.contacts
            from (
              select distinct on (user_id) user_id, arm, at from experiment_unit
              where campaign_id = :campaign order by user_id, at, came_as
            ) u
            cross join lateral (
              select exists (
                select 1 from standing_order s
                where s.user_id = u.user_id and s.occurred_at >= u.at
                  and s.occurred_at < u.at + make_interval(secs => :window)) as answered
            ) o
            cross join lateral (
              select count(*)::float8 as orders,
                     coalesce(sum(s.revenue_micros), 0)::float8 / 1e6 as spent,
                     coalesce(least(365, extract(epoch from u.at - max(s.occurred_at)) / 86400), 365)
                       ::float8 as days
              from standing_order s where s.user_id = u.user_id and s.occurred_at < u.at
            ) b
            cross join lateral (
              select count(*)::float8 as clicks from touch x
              where x.user_id = u.user_id and x.kind = 'CLICK' and x.occurred_at < u.at
            ) t
            cross join lateral (
              select count(*)::float8 as contacts from contact x
              where x.user_id = u.user_id and x.decided_at < u.at
            ) c
            where u.at <= :until
            order by u.user_id
            """)
        .param("campaign", campaignId)
        .param("window", (double) window.toSeconds())
        .param("until", Rows.time(now.minus(window)))
        .query(
            row -> {
              double[] features = {
                row.getDouble("orders"),
                row.getDouble("spent"),
                row.getDouble("days"),
                row.getDouble("clicks"),
                row.getDouble("contacts")
              };
              units.add(new Unit(row.getBoolean("treated"), row.getBoolean("answered"), features));
            });
    boolean[] treated = new boolean[units.size()];
    boolean[] answered = new boolean[units.size()];
    for (int i = 0; i < treated.length; i++) {
      treated[i] = units.get(i).treated();
      answered[i] = units.get(i).answered();
    }
    return new UpliftData(
        units.stream().map(Unit::features).toArray(double[][]::new), treated, answered);
  }
}
