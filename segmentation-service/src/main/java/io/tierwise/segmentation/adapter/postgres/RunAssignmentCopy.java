package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.PlacedCustomers;
import io.tierwise.segmentation.tier.TierAssignment;
import io.tierwise.segmentation.tier.TierAssignment.Standing;
import java.util.UUID;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stores a run's assignments by {@code COPY}, which is many times faster than inserts. */
public final class RunAssignmentCopy {
  private static final String COPY =
      """
      copy run_assignment (user_id, run_id, tier, tier_rank, segment, recency_days, frequency,
        monetary, recency_score, frequency_score, monetary_score, expected_value, reference_at,
        features_as_of) from stdin
      """;

  private final JdbcTemplate jdbc;

  public RunAssignmentCopy(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void store(UUID run, PlacedCustomers placed) {
    jdbc.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              CopyText.send(
                  connection,
                  COPY,
                  placed.size(),
                  (i, row) -> write(run, placed.assignment(i), row));
              return placed.size();
            });
  }

  private static void write(UUID run, TierAssignment assignment, CopyText row) {
    Standing standing = assignment.standing();
    row.field(assignment.userId())
        .field(run)
        .field(standing == null ? null : standing.tier().name())
        .field(standing == null ? null : standing.tier().rank())
        .field(assignment.segment())
        .field(standing == null ? null : standing.metrics().recencyDays())
        .field(standing == null ? null : standing.metrics().frequency())
        .field(standing == null ? null : standing.metrics().monetary())
        .field(standing == null ? null : standing.score().recency())
        .field(standing == null ? null : standing.score().frequency())
        .field(standing == null ? null : standing.score().monetary())
        .field(assignment.expectedValue())
        .field(assignment.referenceAt())
        .field(assignment.featuresAsOf())
        .end();
  }
}
