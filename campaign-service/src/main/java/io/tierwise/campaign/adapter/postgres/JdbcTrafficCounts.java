package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.pace.TrafficCounts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row for each hour. */
public final class JdbcTrafficCounts implements TrafficCounts {
  private final JdbcClient jdbc;

  public JdbcTrafficCounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Instant hour, long decisions) {
    jdbc.sql(
            """
            insert into decision_hour as h (hour, decisions) values (?, ?)
            on conflict (hour) do update set decisions = h.decisions + excluded.decisions
            """)
        .params(Rows.time(hour), decisions)
        .update();
  }

  @Override
  public Map<Instant, Long> since(Instant from) {
    Map<Instant, Long> hours = new HashMap<>();
    jdbc.sql("select hour, decisions from decision_hour where hour >= ?")
        .param(Rows.time(from))
        .query(
            row -> {
              hours.put(Rows.instant(row, "hour"), row.getLong("decisions"));
            });
    return hours;
  }
}
