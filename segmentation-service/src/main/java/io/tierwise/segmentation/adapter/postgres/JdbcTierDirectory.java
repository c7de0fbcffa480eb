package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.TierAssignments.Cause;
import io.tierwise.segmentation.run.TierDirectory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Questions answered from the current state. */
public final class JdbcTierDirectory implements TierDirectory {
  private final JdbcClient jdbc;

  public JdbcTierDirectory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Member> find(String userId) {
    return jdbc.sql("select " + MemberRows.COLUMNS + " from tier_assignment a where a.user_id = ?")
        .param(userId)
        .query(MemberRows::member)
        .optional();
  }

  @Override
  public List<Group> tiers() {
    return groups("a.tier, a.tier_rank", "a.tier is not null", "a.tier_rank, a.tier");
  }

  @Override
  public List<Group> segments() {
    return groups("a.segment, null::int", "true", "count(*) desc, a.segment");
  }

  private List<Group> groups(String by, String where, String order) {
    String sql =
        "select "
            + by
            + " as rank, count(*) as customers, coalesce(sum(f.net_revenue), 0) as revenue"
            + " from tier_assignment a join customer_feature f on f.user_id = a.user_id where "
            + where
            + " group by 1, 2 order by "
            + order;
    return jdbc.sql(sql)
        .query(
            (row, n) ->
                new Group(
                    row.getString(1),
                    Columns.nullableInt(row, "rank"),
                    row.getLong("customers"),
                    row.getBigDecimal("revenue")))
        .list();
  }

  @Override
  public List<Member> membersOfTier(String tier, @Nullable String after, int limit) {
    return members("tier", tier, after, limit);
  }

  @Override
  public List<Member> membersOfSegment(String segment, @Nullable String after, int limit) {
    return members("segment", segment, after, limit);
  }

  private List<Member> members(String column, String value, @Nullable String after, int limit) {
    return jdbc.sql(
            "select "
                + MemberRows.COLUMNS
                + " from tier_assignment a where a."
                + column
                + " = ? and (?::text is null or a.user_id > ?) order by a.user_id limit ?")
        .params(Arrays.asList(value, after, after, limit))
        .query(MemberRows::member)
        .list();
  }

  @Override
  public List<Move> history(String userId, int limit) {
    return jdbc.sql(
            """
            select changed_at, run_id, from_tier, to_tier, from_segment, to_segment, cause
            from tier_history where user_id = ? order by id desc limit ?
            """)
        .params(userId, limit)
        .query(
            (row, n) ->
                new Move(
                    Columns.instant(row, "changed_at"),
                    row.getObject("run_id", UUID.class),
                    row.getString("from_tier"),
                    row.getString("to_tier"),
                    row.getString("from_segment"),
                    row.getString("to_segment"),
                    Cause.valueOf(row.getString("cause"))))
        .list();
  }
}
