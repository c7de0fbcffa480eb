package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.RunComparisons;
import io.tierwise.segmentation.tier.MigrationMatrix;
import io.tierwise.segmentation.tier.MigrationMatrix.Cell;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Moves counted in the database; only the matrix travels. */
public final class JdbcRunComparisons implements RunComparisons {
  private static final String RUN =
      "(select user_id, tier, tier_rank, expected_value from run_assignment where run_id = ?)";
  private static final String CURRENT =
      "(select user_id, tier, tier_rank, expected_value from tier_assignment)";

  private final JdbcClient jdbc;

  public JdbcRunComparisons(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public MigrationMatrix between(UUID from, UUID to) {
    return matrix(RUN, List.of(from, to));
  }

  @Override
  public MigrationMatrix fromCurrent(UUID to) {
    return matrix(CURRENT, List.of(to));
  }

  private MigrationMatrix matrix(String from, List<UUID> parameters) {
    return new MigrationMatrix(
        jdbc.sql(
                "select a.tier as from_tier, a.tier_rank as from_rank, b.tier as to_tier,"
                    + " b.tier_rank as to_rank, count(*) as customers,"
                    + " sum(coalesce(b.expected_value, a.expected_value)) as revenue from "
                    + from
                    + " a full join "
                    + RUN
                    + " b on b.user_id = a.user_id group by 1, 2, 3, 4"
                    + " order by 2 nulls last, 4 nulls last")
            .params(parameters)
            .query(
                (row, n) ->
                    new Cell(
                        MemberRows.tier(row, "from_tier", "from_rank"),
                        MemberRows.tier(row, "to_tier", "to_rank"),
                        row.getLong("customers"),
                        row.getBigDecimal("revenue")))
            .list());
  }

  @Override
  public List<Mover> moversFromCurrent(UUID to, int limit) {
    return jdbc.sql(
            "select coalesce(b.user_id, a.user_id) as user_id, a.tier as from_tier,"
                + " a.tier_rank as from_rank, b.tier as to_tier, b.tier_rank as to_rank,"
                + " coalesce(b.expected_value, a.expected_value) as revenue from "
                + CURRENT
                + " a full join "
                + RUN
                + " b on b.user_id = a.user_id where a.tier is distinct from b.tier"
                + " order by revenue desc, user_id limit ?")
        .params(to, limit)
        .query(
            (row, n) ->
                new Mover(
                    row.getString("user_id"),
                    MemberRows.tier(row, "from_tier", "from_rank"),
                    MemberRows.tier(row, "to_tier", "to_rank"),
                    row.getBigDecimal("revenue")))
        .list();
  }
}
