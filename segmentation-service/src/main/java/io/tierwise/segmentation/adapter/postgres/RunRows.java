package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.RunAssessment;
import io.tierwise.segmentation.run.RunParameters;
import io.tierwise.segmentation.run.RunResult;
import io.tierwise.segmentation.run.RunState;
import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.segmentation.run.SegmentationRun.Publication;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Rows of {@code segmentation_run} as runs. */
final class RunRows {
  /** The model is left out: it is large and only needed to place customers. */
  static final String SELECT =
      """
      select r.id, r.state, r.parameters, r.code_version, r.created_by, r.created_at, r.started_at,
        r.finished_at, r.published_at, r.superseded_at, r.stage, r.progress, r.timings, r.result,
        r.failure, r.baseline, r.changed, r.assessment,
        (select count(*) from assignment_outbox o where r.state = 'PUBLISHED' and o.run_id = r.id)
          as remaining
      from segmentation_run r
      """;

  static SegmentationRun run(ResultSet row, int number) throws SQLException {
    return new SegmentationRun(
        row.getObject("id", UUID.class),
        RunState.valueOf(row.getString("state")),
        StoredJson.read(row.getString("parameters"), RunParameters.class),
        row.getString("code_version"),
        row.getString("created_by"),
        Columns.instant(row, "created_at"),
        Columns.nullableInstant(row, "started_at"),
        Columns.nullableInstant(row, "finished_at"),
        Columns.nullableInstant(row, "published_at"),
        Columns.nullableInstant(row, "superseded_at"),
        row.getString("stage"),
        row.getDouble("progress"),
        StoredJson.read(row.getString("timings"), new TypeReference<Map<String, Long>>() {}),
        StoredJson.readNullable(row.getString("result"), RunResult.class),
        row.getString("failure"),
        row.getObject("baseline", UUID.class),
        publication(row),
        StoredJson.readNullable(row.getString("assessment"), RunAssessment.class));
  }

  private static @Nullable Publication publication(ResultSet row) throws SQLException {
    long changed = row.getLong("changed");
    return row.wasNull() ? null : new Publication(changed, row.getLong("remaining"));
  }

  private RunRows() {}
}
