package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.fairness.Attribute;
import io.tierwise.segmentation.fairness.FairnessAudit;
import io.tierwise.segmentation.fairness.FairnessAudits;
import io.tierwise.segmentation.fairness.FairnessParameters;
import io.tierwise.segmentation.fairness.FairnessResult;
import io.tierwise.segmentation.run.Lease;
import io.tierwise.starter.job.LeasedJobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Audits as rows. */
public final class JdbcFairnessAudits implements FairnessAudits {
  private static final String COLUMNS =
      "id, state, parameters, created_by, created_at, finished_at, result, failure";

  private final JdbcClient jdbc;
  private final LeasedJobs jobs;

  public JdbcFairnessAudits(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.jobs = new LeasedJobs(jdbc, "fairness_audit");
  }

  @Override
  public Optional<FairnessAudit> create(
      FairnessParameters parameters,
      String codeVersion,
      String createdBy,
      Instant at,
      int maxQueued) {
    return jobs.create(StoredJson.write(parameters), codeVersion, createdBy, at, maxQueued)
        .flatMap(this::find);
  }

  private Optional<FairnessAudit> find(UUID id) {
    return jdbc.sql("select " + COLUMNS + " from fairness_audit where id = ?")
        .param(id)
        .query(JdbcFairnessAudits::audit)
        .optional();
  }

  @Override
  public Optional<FairnessAudit> latest(UUID runId, Attribute attribute) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from fairness_audit where run_id = ? and attribute = ? order by id desc limit 1")
        .params(runId, attribute.name())
        .query(JdbcFairnessAudits::audit)
        .optional();
  }

  @Override
  public List<FairnessAudit> results(UUID runId) {
    return jdbc.sql(
            "select distinct on (attribute) "
                + COLUMNS
                + " from fairness_audit where run_id = ? and state = 'DONE'"
                + " order by attribute, id desc")
        .param(runId)
        .query(JdbcFairnessAudits::audit)
        .list();
  }

  @Override
  public Optional<FairnessAudit> claim(String owner, Instant at, Duration lease) {
    return jobs.claim(owner, at, lease).flatMap(this::find);
  }

  @Override
  public Lease hold(UUID id, String owner, Duration lease, Clock clock) {
    return jobs.hold(id, owner, lease, clock)::close;
  }

  @Override
  public void done(UUID id, String owner, FairnessResult result, Instant at) {
    jdbc.sql(
            """
            update fairness_audit set state = 'DONE', result = ?::jsonb, finished_at = ?,
              progress = 1, lease_owner = null, lease_until = null
            where id = ? and state = 'RUNNING' and lease_owner = ?
            """)
        .params(StoredJson.write(result), Columns.timestamp(at), id, owner)
        .update();
  }

  @Override
  public void fail(UUID id, String owner, String reason, Instant at) {
    jobs.end(id, owner, FairnessAudit.State.FAILED.name(), reason, at);
  }

  private static FairnessAudit audit(ResultSet row, int number) throws SQLException {
    return new FairnessAudit(
        row.getObject("id", UUID.class),
        FairnessAudit.State.valueOf(row.getString("state")),
        StoredJson.read(row.getString("parameters"), FairnessParameters.class),
        row.getString("created_by"),
        Columns.instant(row, "created_at"),
        Columns.nullableInstant(row, "finished_at"),
        StoredJson.readNullable(row.getString("result"), FairnessResult.class),
        row.getString("failure"));
  }
}
