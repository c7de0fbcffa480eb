package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.evaluation.Tiers;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.serving.SegmentRecord;
import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Sums up what the users of each tier did lately; nothing without tiers. Of a table larger than a
 * bound a sample of its pages is read and scaled up: what a tier likes shows in a million deeds,
 * and all of a large shop's would take minutes, every time.
 */
public final class JdbcSegmentDemand implements SegmentRecord {
  /** What is older than this many half-lives counts too little to be read. */
  private static final int HALF_LIVES = 4;

  private static final int KEPT = 500;

  private static final String PAGES =
      "select pg_relation_size('interaction') / current_setting('block_size')::int";

  private static final String SUMS =
      """
      with latest as (
          select max(occurred_at) as at from interaction tablesample system (%2$s) repeatable (1)),
        deed as (
          select coalesce(t.tier, ?) as segment, x.item_id,
                 (case x.kind %1$s end)::float8
                 * exp(-extract(epoch from l.at - x.occurred_at)::float8 / ?) as count
          from interaction x tablesample system (%2$s) repeatable (1) cross join latest l
            left join identity p on p.alias_id = x.user_id
            left join user_tier t on t.user_id = coalesce(p.user_id, x.user_id)
          where x.occurred_at > l.at - make_interval(secs => ?)
            and exists (select from user_tier)),
        ranked as (
          select segment, item_id, sum(count) as count,
                 row_number() over (partition by segment order by sum(count) desc, item_id) as place
          from deed group by segment, item_id)
      select segment, item_id, count from ranked where place <= ? and count > 0
      """;

  private final JdbcTemplate jdbc;
  private final String kinds;
  private final Duration halfLife;
  private final long maxPages;

  /**
   * @param maxPages of the table of interactions, read at most; some 60 deeds each
   */
  public JdbcSegmentDemand(
      JdbcTemplate jdbc, StrengthWeights weights, Duration halfLife, long maxPages) {
    this.jdbc = jdbc;
    this.kinds = JdbcDemand.weightByKind(weights);
    this.halfLife = halfLife;
    this.maxPages = maxPages;
  }

  @Override
  public void read(Reader reader) {
    Long pages = jdbc.queryForObject(PAGES, Long.class);
    double share = pages == null || pages <= maxPages ? 1 : (double) maxPages / pages;
    jdbc.query(
        SUMS.formatted(kinds, 100 * share),
        statement -> {
          statement.setString(1, Tiers.PROSPECTS);
          statement.setDouble(2, halfLife.toSeconds() / Math.log(2));
          statement.setDouble(3, (double) HALF_LIVES * halfLife.toSeconds());
          statement.setInt(4, KEPT);
        },
        row -> {
          reader.accept(row.getString(1), row.getString(2), row.getDouble(3) / share);
        });
  }
}
