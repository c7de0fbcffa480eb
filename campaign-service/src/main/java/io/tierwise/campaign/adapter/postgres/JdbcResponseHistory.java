package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.response.Calibration;
import io.tierwise.campaign.response.ResponseCount;
import io.tierwise.campaign.response.ResponseHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts as the response model does, but by the day of the contact. */
public final class JdbcResponseHistory implements ResponseHistory {
  private final JdbcClient jdbc;
  private final Duration window;

  public JdbcResponseHistory(JdbcClient jdbc, Duration window) {
    this.jdbc = jdbc;
    this.window = window;
  }

  @Override
  public List<Calibration.Day> days(Instant now) {
    return jdbc.sql(
            """
            select (c.decided_at at time zone 'UTC')::date as day, c.campaign_id, c.offer_id,
                   c.channel, c.tier, count(*)::float8 as trials,
                   count(a.contact_id)::float8 as responses
            from contact c
            left join responding_contact(make_interval(secs => ?)) a
              on a.contact_id = c.id
            where c.decided_at <= ?
            group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
            """)
        .params((double) window.toSeconds(), Rows.time(now.minus(window)))
        .query(
            (row, _) ->
                new Calibration.Day(
                    row.getObject("day", LocalDate.class),
                    new ResponseCount(
                        row.getString("campaign_id"),
                        row.getString("offer_id"),
                        row.getString("channel"),
                        row.getString("tier"),
                        row.getDouble("trials"),
                        row.getDouble("responses"))))
        .list();
  }
}
