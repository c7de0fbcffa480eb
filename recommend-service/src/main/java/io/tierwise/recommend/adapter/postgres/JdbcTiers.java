package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.evaluation.Tiers;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tiers as rows, written in one statement a poll. */
public final class JdbcTiers implements Tiers {
  private static final String FOLLOW =
      """
      with told as (%s)
      insert into user_tier as t (user_id, tier, assigned_at)
      select u, n, to_timestamp(a / 1000.0::float8) from unnest(?, ?, ?) as assigned (u, n, a)
      on conflict (user_id) do update
        set tier = excluded.tier, assigned_at = excluded.assigned_at
        where t.assigned_at <= excluded.assigned_at
      """
          .formatted(JdbcHistoryNews.TELL);

  private final JdbcTemplate jdbc;
  private final JdbcHistoryNews news;

  public JdbcTiers(JdbcTemplate jdbc, JdbcHistoryNews news) {
    this.jdbc = jdbc;
    this.news = news;
  }

  @Override
  public void follow(Collection<Assignment> assignments) {
    if (assignments.isEmpty()) {
      return;
    }
    // In one order, so that two instances do not wait for each other in a circle.
    List<Assignment> rows =
        assignments.stream().sorted(Comparator.comparing(Assignment::userId)).toList();
    jdbc.update(
        FOLLOW,
        statement -> {
          news.bind(statement, 1, rows, Assignment::userId);
          ArrayColumns.bind(statement, 3, "text", rows, Assignment::userId);
          ArrayColumns.bind(statement, 4, "text", rows, Assignment::tier);
          ArrayColumns.bind(statement, 5, "int8", rows, row -> row.assignedAt().toEpochMilli());
        });
  }
}
