package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.evaluation.Tiers;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.serving.SegmentRecord;
import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sums up what the users of each tier did lately, in one statement; nothing without tiers. */
public final class JdbcSegmentDemand implements SegmentRecord {
  /** What is older than this many half-lives counts too little to be read. */
  private static final int HALF_LIVES = 4;

  private static final int KEPT = 500;

  private static final String SUMS =
      """
      with latest as (select max(occurred_at) as at from interaction),
        deed as (
          select coalesce(t.tier, ?) as segment, x.item_id,
                 (case x.kind %s end)::float8
                 * exp(-extract(epoch from l.at - x.occurred_at)::float8 / ?) as count
          from interaction x cross join latest l
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
  private final StrengthWeights weights;
  private final Duration halfLife;

  public JdbcSegmentDemand(JdbcTemplate jdbc, StrengthWeights weights, Duration halfLife) {
    this.jdbc = jdbc;
    this.weights = weights;
    this.halfLife = halfLife;
  }

  @Override
  public void read(Reader reader) {
    jdbc.query(
        SUMS.formatted(JdbcDemand.weightByKind(weights)),
        statement -> {
          statement.setString(1, Tiers.PROSPECTS);
          statement.setDouble(2, halfLife.toSeconds() / Math.log(2));
          statement.setDouble(3, (double) HALF_LIVES * halfLife.toSeconds());
          statement.setInt(4, KEPT);
        },
        row -> {
          reader.accept(row.getString(1), row.getString(2), row.getDouble(3));
        });
  }
}
