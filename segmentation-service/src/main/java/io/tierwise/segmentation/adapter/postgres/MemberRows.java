package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.rfm.RfmMetrics;
import io.tierwise.segmentation.rfm.RfmScore;
import io.tierwise.segmentation.run.TierAssignments.Cause;
import io.tierwise.segmentation.run.TierDirectory.Member;
import io.tierwise.segmentation.tier.ValueTier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code tier_assignment} as members. */
final class MemberRows {
  static final String COLUMNS =
      """
      a.user_id, a.run_id, a.tier, a.tier_rank, a.previous_tier, a.segment, a.recency_days,
      a.frequency, a.monetary, a.recency_score, a.frequency_score, a.monetary_score,
      a.expected_value, a.cause, a.assigned_at, a.reference_at
      """;

  static Member member(ResultSet row, int number) throws SQLException {
    ValueTier tier = tier(row, "tier", "tier_rank");
    return new Member(
        row.getString("user_id"),
        row.getObject("run_id", UUID.class),
        tier,
        row.getString("previous_tier"),
        row.getString("segment"),
        tier == null
            ? null
            : new RfmMetrics(
                row.getDouble("recency_days"),
                row.getLong("frequency"),
                row.getBigDecimal("monetary")),
        tier == null
            ? null
            : new RfmScore(
                row.getInt("recency_score"),
                row.getInt("frequency_score"),
                row.getInt("monetary_score")),
        row.getBigDecimal("expected_value"),
        Cause.valueOf(row.getString("cause")),
        Columns.instant(row, "assigned_at"),
        Columns.instant(row, "reference_at"));
  }

  static @Nullable ValueTier tier(ResultSet row, String name, String rank) throws SQLException {
    String tier = row.getString(name);
    return tier == null ? null : new ValueTier(tier, row.getInt(rank));
  }

  private MemberRows() {}
}
