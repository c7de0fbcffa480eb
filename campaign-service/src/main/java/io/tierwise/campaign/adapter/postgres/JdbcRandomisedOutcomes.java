package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.response.RandomisedOutcomes;
import io.tierwise.campaign.response.ResponseCount;
import io.tierwise.campaign.response.UpliftRates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts both arms alike: users with an order within the window after they were chosen. */
public final class JdbcRandomisedOutcomes implements RandomisedOutcomes {
  private final JdbcClient jdbc;
  private final Duration window;

  public JdbcRandomisedOutcomes(JdbcClient jdbc, Duration window) {
    this.jdbc = jdbc;
    this.window = window;
  }

  @Override
  public Arms arms(Instant now) {
    List<ResponseCount> treated = new ArrayList<>();
    List<ResponseCount> control = new ArrayList<>();
    jdbc.sql(
            """
            with unit as (
              select distinct on (campaign_id, user_id) campaign_id, user_id, arm, at
              from experiment_unit order by campaign_id, user_id, at, came_as
            ), done as (
              select u.arm, u.campaign_id, k.offer_id, k.channel,
                     case when u.arm = 'TREATED' then k.tier else t.tier end as tier,
                     o.ordered,
                     case when o.ordered then 1
                          else greatest(0, least(1, extract(epoch from (:now - u.at)) / :window))
                     end as trials
              from unit u
              left join member_tier t on t.user_id = u.user_id
              left join lateral (
                select offer_id, channel, tier from contact c
                where c.campaign_id = u.campaign_id and c.user_id = u.user_id
                order by c.decided_at, c.seq limit 1
              ) k on u.arm = 'TREATED'
              cross join lateral (
                select exists (
                  select 1 from standing_order s
                  where s.user_id = u.user_id and s.occurred_at >= u.at
                    and s.occurred_at < u.at + make_interval(secs => :window)) as ordered
              ) o
              where u.arm = 'CONTROL' or k.offer_id is not null
            )
            select arm, case when arm = 'TREATED' then campaign_id end as campaign_id, offer_id,
                   channel, tier, sum(trials)::float8 as trials,
                   (count(*) filter (where ordered))::float8 as responses
            from done group by 1, 2, 3, 4, 5
            """)
        .param("now", Rows.time(now))
        .param("window", (double) window.toSeconds())
        .query(
            row -> {
              String tier = row.getString("tier");
              double trials = row.getDouble("trials");
              double responses = row.getDouble("responses");
              if (row.getString("arm").equals("CONTROL")) {
                control.add(UpliftRates.heldOut(tier, trials, responses));
              } else {
                treated.add(
                    new ResponseCount(
                        row.getString("campaign_id"),
                        row.getString("offer_id"),
                        row.getString("channel"),
                        tier,
                        trials,
                        responses));
              }
            });
    return new Arms(treated, control);
  }
}
