package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.run.ContactHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts contacts by when they were decided. */
public final class JdbcContactHistory implements ContactHistory {
  private final JdbcClient jdbc;

  public JdbcContactHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<String, Integer> perUser(Instant since) {
    Map<String, Integer> counts = new HashMap<>();
    jdbc.sql("select user_id, count(*) from contact where decided_at >= ? group by user_id")
        .param(Rows.time(since))
        .query(
            row -> {
              counts.put(row.getString(1), row.getInt(2));
            });
    return counts;
  }

  @Override
  public Map<Channel, Long> perChannel(Instant since) {
    Map<Channel, Long> counts = new EnumMap<>(Channel.class);
    jdbc.sql("select channel, count(*) from contact where decided_at >= ? group by channel")
        .param(Rows.time(since))
        .query(
            row -> {
              counts.put(Channel.of(row.getString(1)).orElseThrow(), row.getLong(2));
            });
    return counts;
  }

  @Override
  public Map<String, Long> spentOn(LocalDate day) {
    Map<String, Long> spent = new HashMap<>();
    jdbc.sql("select campaign_id, day_spent_micros from campaign_budget where day >= ?")
        .param(day)
        .query(
            row -> {
              spent.put(row.getString(1), row.getLong(2));
            });
    return spent;
  }
}
