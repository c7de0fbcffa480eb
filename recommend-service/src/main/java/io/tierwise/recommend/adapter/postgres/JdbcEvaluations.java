package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.evaluation.EvaluationReport;
import io.tierwise.recommend.training.Evaluation;
import io.tierwise.recommend.training.Evaluations;
import io.tierwise.starter.job.LeasedJobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Evaluations as rows, with the life of leased jobs. */
public final class JdbcEvaluations implements Evaluations {
  private static final int MAX_QUEUED = 10;
  private static final String CODE = "1";

  private final JdbcClient jdbc;
  private final LeasedJobs jobs;
  private final RunJson json;

  public JdbcEvaluations(JdbcClient jdbc, RunJson json) {
    this.jdbc = jdbc;
    this.jobs = new LeasedJobs(jdbc, "evaluation");
    this.json = json;
  }

  @Override
  public Optional<Evaluation> create(Evaluation.Wish wish, String by, Instant now) {
    return jobs.create(json.write(wish), CODE, by, now, MAX_QUEUED).flatMap(this::find);
  }

  @Override
  public Optional<Evaluation> find(UUID id) {
    return jdbc.sql("select * from evaluation where id = ?")
        .param(id)
        .query((row, _) -> evaluation(row))
        .optional();
  }

  @Override
  public List<Evaluation> newest(@Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            select * from evaluation where ?::uuid is null or id < ?::uuid
            order by id desc limit ?
            """)
        .param(before)
        .param(before)
        .param(limit)
        .query((row, _) -> evaluation(row))
        .list();
  }

  @Override
  public Optional<Evaluation> claim(String owner, Instant now, Duration lease) {
    return jobs.claim(owner, now, lease).flatMap(this::find);
  }

  @Override
  public boolean progress(UUID id, String owner, double progress, Instant leaseUntil) {
    return jobs.progress(id, owner, "comparing", progress, leaseUntil);
  }

  @Override
  public void succeed(UUID id, String owner, EvaluationReport report, Instant now) {
    jdbc.sql(
            """
            update evaluation set state = 'SUCCEEDED', progress = 1, report = ?::jsonb,
              finished_at = ?, lease_owner = null, lease_until = null
            where id = ? and state = 'RUNNING' and lease_owner = ?
            """)
        .params(json.write(report), Timestamp.from(now), id, owner)
        .update();
  }

  @Override
  public void fail(UUID id, String owner, String failure, Instant now) {
    jobs.end(id, owner, "FAILED", failure, now);
  }

  @Override
  public boolean cancel(UUID id, Instant now) {
    return jobs.cancel(id, now);
  }

  private Evaluation evaluation(ResultSet row) throws SQLException {
    String report = row.getString("report");
    return new Evaluation(
        row.getObject("id", UUID.class),
        row.getString("state"),
        json.read(row.getString("parameters"), Evaluation.Wish.class),
        row.getTimestamp("created_at").toInstant(),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        row.getDouble("progress"),
        report == null ? null : json.read(report, EvaluationReport.class),
        row.getString("failure"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }
}
