package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.clv.ClvModel;
import io.tierwise.segmentation.run.Lease;
import io.tierwise.segmentation.value.ClvFit;
import io.tierwise.segmentation.value.ClvFits;
import io.tierwise.segmentation.value.ClvParameters;
import io.tierwise.segmentation.value.ClvResult;
import io.tierwise.segmentation.value.ClvState;
import io.tierwise.segmentation.value.LiveClv;
import io.tierwise.starter.job.LeasedJobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** Fits as rows. */
public final class JdbcClvFits implements ClvFits {
  private static final String SELECT =
      """
      select id, state, parameters, code_version, created_by, created_at, started_at, finished_at,
        superseded_at, progress, timings, result, failure
      from clv_fit
      """;

  private final JdbcClient jdbc;
  private final LeasedJobs jobs;

  public JdbcClvFits(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.jobs = new LeasedJobs(jdbc, "clv_fit");
  }

  /** The model and from when on it counts, as stored. */
  private record StoredModel(Instant dataCut, ClvModel.Horizon horizon, ClvModel model) {}

  @Override
  public Optional<ClvFit> create(
      ClvParameters parameters, String codeVersion, String createdBy, Instant at, int maxQueued) {
    return jobs.create(StoredJson.write(parameters), codeVersion, createdBy, at, maxQueued)
        .flatMap(this::find);
  }

  @Override
  public Optional<ClvFit> find(UUID id) {
    return jdbc.sql(SELECT + " where id = ?").param(id).query(JdbcClvFits::fit).optional();
  }

  @Override
  public List<ClvFit> list(@Nullable UUID before, int limit) {
    return jdbc.sql(SELECT + " where ?::uuid is null or id < ? order by id desc limit ?")
        .params(Arrays.asList(before, before, limit))
        .query(JdbcClvFits::fit)
        .list();
  }

  @Override
  public Optional<ClvFit> claim(String owner, Instant at, Duration lease) {
    return jobs.claim(owner, at, lease).flatMap(this::find);
  }

  @Override
  public Lease hold(UUID id, String owner, Duration lease, Clock clock) {
    return jobs.hold(id, owner, lease, clock)::close;
  }

  @Override
  public boolean progress(
      UUID id, String owner, String stage, double progress, Instant leaseUntil) {
    return jobs.progress(id, owner, stage, progress, leaseUntil);
  }

  @Override
  public void timing(UUID id, String stage, Duration took) {
    jobs.timing(id, stage, took);
  }

  @Override
  public boolean goLive(UUID id, String owner, LiveClv model, Instant at) {
    jdbc.sql("update clv_fit set state = 'SUPERSEDED', superseded_at = ? where state = 'LIVE'")
        .param(Columns.timestamp(at))
        .update();
    return jdbc.sql(
                """
                update clv_fit set state = 'LIVE', finished_at = ?, progress = 1,
                  model = ?::jsonb, lease_owner = null, lease_until = null
                where id = ? and state = 'RUNNING' and lease_owner = ?
                """)
            .params(
                Columns.timestamp(at),
                StoredJson.write(new StoredModel(model.dataCut(), model.horizon(), model.model())),
                id,
                owner)
            .update()
        == 1;
  }

  @Override
  public void result(UUID id, ClvResult result) {
    jdbc.sql("update clv_fit set result = ?::jsonb where id = ?")
        .params(StoredJson.write(result), id)
        .update();
  }

  @Override
  public void end(UUID id, String owner, ClvState state, String reason, Instant at) {
    jobs.end(id, owner, state.name(), reason, at);
  }

  @Override
  public Optional<UUID> liveId() {
    return jdbc.sql("select id from clv_fit where state = 'LIVE'").query(UUID.class).optional();
  }

  @Override
  public Optional<LiveClv> model(UUID id) {
    return jdbc.sql("select model from clv_fit where id = ? and model is not null")
        .param(id)
        .query(String.class)
        .optional()
        .map(json -> StoredJson.read(json, StoredModel.class))
        .map(stored -> new LiveClv(id, stored.dataCut(), stored.horizon(), stored.model()));
  }

  private static ClvFit fit(ResultSet row, int number) throws SQLException {
    return new ClvFit(
        row.getObject("id", UUID.class),
        ClvState.valueOf(row.getString("state")),
        StoredJson.read(row.getString("parameters"), ClvParameters.class),
        row.getString("code_version"),
        row.getString("created_by"),
        Columns.instant(row, "created_at"),
        Columns.nullableInstant(row, "started_at"),
        Columns.nullableInstant(row, "finished_at"),
        Columns.nullableInstant(row, "superseded_at"),
        row.getDouble("progress"),
        StoredJson.read(row.getString("timings"), new TypeReference<Map<String, Long>>() {}),
        StoredJson.readNullable(row.getString("result"), ClvResult.class),
        row.getString("failure"));
  }
}
