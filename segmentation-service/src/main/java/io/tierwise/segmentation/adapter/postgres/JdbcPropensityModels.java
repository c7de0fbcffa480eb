package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.propensity.LiveModel;
import io.tierwise.segmentation.propensity.ModelParameters;
import io.tierwise.segmentation.propensity.ModelResult;
import io.tierwise.segmentation.propensity.ModelState;
import io.tierwise.segmentation.propensity.PropensityModel;
import io.tierwise.segmentation.propensity.PropensityModels;
import io.tierwise.segmentation.propensity.RegisteredModel;
import io.tierwise.segmentation.propensity.Target;
import io.tierwise.segmentation.run.Lease;
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

/** Models as rows. */
public final class JdbcPropensityModels implements PropensityModels {
  private static final String SELECT =
      """
      select id, version, state, parameters, code_version, created_by, created_at, started_at,
        finished_at, promoted_at, superseded_at, stage, progress, timings, result, failure
      from propensity_model
      """;

  private final JdbcClient jdbc;
  private final LeasedJobs jobs;

  public JdbcPropensityModels(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.jobs = new LeasedJobs(jdbc, "propensity_model");
  }

  @Override
  public Optional<RegisteredModel> create(
      ModelParameters parameters, String codeVersion, String createdBy, Instant at, int maxQueued) {
    return jobs.create(StoredJson.write(parameters), codeVersion, createdBy, at, maxQueued)
        .flatMap(this::find);
  }

  @Override
  public Optional<RegisteredModel> find(UUID id) {
    return jdbc.sql(SELECT + " where id = ?").param(id).query(JdbcPropensityModels::row).optional();
  }

  @Override
  public List<RegisteredModel> list(@Nullable Target target, @Nullable UUID before, int limit) {
    String name = target == null ? null : target.name();
    return jdbc.sql(
            SELECT
                + """
                 where (?::text is null or target = ?) and (?::uuid is null or id < ?)
                order by id desc limit ?
                """)
        .params(Arrays.asList(name, name, before, before, limit))
        .query(JdbcPropensityModels::row)
        .list();
  }

  @Override
  public Optional<RegisteredModel> claim(String owner, Instant at, Duration lease) {
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
  public boolean complete(
      UUID id,
      String owner,
      ModelState state,
      ModelResult result,
      PropensityModel model,
      @Nullable String reason,
      Instant at) {
    return jdbc.sql(
                """
                update propensity_model set state = ?, stage = 'done', result = ?::jsonb,
                  model = ?::jsonb, failure = ?, finished_at = ?, progress = 1, lease_owner = null,
                  lease_until = null
                where id = ? and state = 'RUNNING' and lease_owner = ?
                """)
            .params(
                Arrays.asList(
                    state.name(),
                    StoredJson.write(result),
                    StoredJson.write(model),
                    reason,
                    Columns.timestamp(at),
                    id,
                    owner))
            .update()
        == 1;
  }

  @Override
  public void fail(UUID id, String owner, String reason, Instant at) {
    jobs.end(id, owner, ModelState.FAILED.name(), reason, at);
  }

  @Override
  public boolean cancel(UUID id, Instant at) {
    return jobs.cancel(id, at);
  }

  @Override
  public boolean promote(UUID id, Target target, Instant at) {
    // Whoever promotes another at the same time waits here, and then sees this one.
    jdbc.sql("select 1 from pg_advisory_xact_lock(hashtext(?))")
        .param("promote " + target)
        .query(Integer.class)
        .single();
    boolean promotable =
        jdbc.sql(
                    """
                select count(*) from propensity_model
                where id = ? and state in ('READY', 'SUPERSEDED')
                """)
                .param(id)
                .query(Long.class)
                .single()
            == 1;
    if (!promotable) {
      return false;
    }
    jdbc.sql(
            """
            update propensity_model set state = 'SUPERSEDED', superseded_at = ?
            where state = 'LIVE' and target = ?
            """)
        .params(Columns.timestamp(at), target.name())
        .update();
    return jdbc.sql(
                """
                update propensity_model set state = 'LIVE', promoted_at = ?, superseded_at = null
                where id = ?
                """)
            .params(Columns.timestamp(at), id)
            .update()
        == 1;
  }

  @Override
  public List<LiveModel.Id> live() {
    return jdbc.sql("select target, id from propensity_model where state = 'LIVE' order by target")
        .query(
            (row, _) ->
                new LiveModel.Id(
                    Target.valueOf(row.getString("target")), row.getObject("id", UUID.class)))
        .list();
  }

  @Override
  public Optional<LiveModel> model(UUID id) {
    return jdbc.sql(
            "select version, parameters, model from propensity_model where id = ? and model is not null")
        .param(id)
        .query(
            (row, _) ->
                new LiveModel(
                    id,
                    row.getLong("version"),
                    StoredJson.read(row.getString("parameters"), ModelParameters.class),
                    StoredJson.read(row.getString("model"), PropensityModel.class)))
        .optional();
  }

  private static RegisteredModel row(ResultSet row, int number) throws SQLException {
    return new RegisteredModel(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        ModelState.valueOf(row.getString("state")),
        StoredJson.read(row.getString("parameters"), ModelParameters.class),
        row.getString("code_version"),
        row.getString("created_by"),
        Columns.instant(row, "created_at"),
        Columns.nullableInstant(row, "started_at"),
        Columns.nullableInstant(row, "finished_at"),
        Columns.nullableInstant(row, "promoted_at"),
        Columns.nullableInstant(row, "superseded_at"),
        row.getString("stage"),
        row.getDouble("progress"),
        StoredJson.read(row.getString("timings"), new TypeReference<Map<String, Long>>() {}),
        StoredJson.readNullable(row.getString("result"), ModelResult.class),
        row.getString("failure"));
  }
}
