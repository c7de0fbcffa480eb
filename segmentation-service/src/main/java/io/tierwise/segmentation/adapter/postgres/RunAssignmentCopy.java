package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.tier.TierAssignment;
import io.tierwise.segmentation.tier.TierAssignment.Standing;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stores a run's assignments by {@code COPY}, which is many times faster than inserts. */
public final class RunAssignmentCopy {
  private static final int ROWS_AT_ONCE = 10_000;
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

  void store(UUID run, List<TierAssignment> placed) {
    jdbc.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              PGConnection postgres = connection.unwrap(PGConnection.class);
              for (int from = 0; from < placed.size(); from += ROWS_AT_ONCE) {
                int to = Math.min(placed.size(), from + ROWS_AT_ONCE);
                try {
                  postgres
                      .getCopyAPI()
                      .copyIn(COPY, new StringReader(text(run, placed.subList(from, to))));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
              return placed.size();
            });
  }

  private static String text(UUID run, List<TierAssignment> placed) {
    StringBuilder text = new StringBuilder(placed.size() * 160);
    for (TierAssignment assignment : placed) {
      Standing standing = assignment.standing();
      field(text, assignment.userId(), '\t');
      field(text, run, '\t');
      field(text, standing == null ? null : standing.tier().name(), '\t');
      field(text, standing == null ? null : standing.tier().rank(), '\t');
      field(text, assignment.segment(), '\t');
      field(text, standing == null ? null : standing.metrics().recencyDays(), '\t');
      field(text, standing == null ? null : standing.metrics().frequency(), '\t');
      field(text, standing == null ? null : standing.metrics().monetary(), '\t');
      field(text, standing == null ? null : standing.score().recency(), '\t');
      field(text, standing == null ? null : standing.score().frequency(), '\t');
      field(text, standing == null ? null : standing.score().monetary(), '\t');
      field(text, assignment.expectedValue(), '\t');
      field(text, assignment.referenceAt(), '\t');
      field(text, assignment.featuresAsOf(), '\n');
    }
    return text.toString();
  }

  private static void field(StringBuilder text, @Nullable Object value, char end) {
    if (value == null) {
      text.append("\\N");
    } else {
      String plain = value.toString();
      for (int i = 0; i < plain.length(); i++) {
        char c = plain.charAt(i);
        switch (c) {
          case '\\' -> text.append("\\\\");
          case '\t' -> text.append("\\t");
          case '\n' -> text.append("\\n");
          case '\r' -> text.append("\\r");
          default -> text.append(c);
        }
      }
    }
    text.append(end);
  }
}
