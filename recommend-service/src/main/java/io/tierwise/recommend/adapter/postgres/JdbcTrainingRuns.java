package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.training.TrainingRun;
import io.tierwise.recommend.training.TrainingRun.State;
import io.tierwise.recommend.training.TrainingRuns;
import io.tierwise.recommend.training.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs with a lease; the attempt number keeps a worker that lost its lease from writing. */
public final class JdbcTrainingRuns implements TrainingRuns {
  private static final int MODELS_KEPT = 5;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final RunJson json;

  public JdbcTrainingRuns(JdbcClient jdbc, TransactionTemplate transaction, RunJson json) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.json = json;
  }

  @Override
  public void add(TrainingRun run) {
    jdbc.sql(
            """
            insert into training_run (id, state, attempt, algorithms, cut, search, prime, force,
                                      requested_at, progress)
            values (:id, :state, :attempt, string_to_array(:algorithms, ','), :cut, :search,
                    :prime, :force, :requested, 0)
            """)
        .param("id", run.id())
        .param("state", run.state().name())
        .param("attempt", run.attempt())
        .param(
            "algorithms",
            run.wish().algorithms().stream()
                .map(Algorithm::id)
                .sorted()
                .collect(Collectors.joining(",")))
        .param(
            "cut",
            run.wish().cut() == null ? null : Timestamp.from(run.wish().cut()),
            Types.TIMESTAMP)
        .param("search", run.wish().search())
        .param("prime", run.wish().primary() == null ? null : run.wish().primary().id())
        .param("force", run.wish().force())
        .param("requested", Timestamp.from(run.requestedAt()))
        .update();
  }

  @Override
  public Optional<TrainingRun> find(String id) {
    return jdbc.sql("select * from training_run where id = ?")
        .param(id)
        .query((row, _) -> run(row))
        .optional();
  }

  @Override
  public List<TrainingRun> newest(@Nullable String before, int limit) {
    return jdbc.sql(
            """
            select * from training_run r
            where ?::text is null
               or (r.requested_at, r.id) < (select b.requested_at, b.id from training_run b where b.id = ?)
            order by r.requested_at desc, r.id desc limit ?
            """)
        .param(before)
        .param(before)
        .param(limit)
        .query((row, _) -> run(row))
        .list();
  }

  @Override
  public Optional<TrainingRun> claim(Instant now, Instant leaseUntil) {
    return jdbc.sql(
            """
            update training_run set state = 'RUNNING', attempt = attempt + 1, lease_until = ?,
                   started_at = coalesce(started_at, ?)
            where id = (select id from training_run
                        where state = 'QUEUED' or (state = 'RUNNING' and lease_until < ?)
                        order by requested_at limit 1 for update skip locked)
            returning *
            """)
        .params(Timestamp.from(leaseUntil), Timestamp.from(now), Timestamp.from(now))
        .query((row, _) -> run(row))
        .optional();
  }

  @Override
  public boolean update(TrainingRun run, Instant leaseUntil) {
    return jdbc.sql(
                """
                update training_run set progress = ?, metrics = ?::jsonb, facts = ?::jsonb,
                       outcome = ?::jsonb, lease_until = ?
                where id = ? and attempt = ? and state = 'RUNNING'
                """)
            .params(
                run.progress(),
                json.metrics(run.metrics()),
                json.facts(run.facts()),
                json.outcome(run.outcome()),
                Timestamp.from(leaseUntil),
                run.id(),
                run.attempt())
            .update()
        == 1;
  }

  @Override
  public Optional<String> succeed(TrainingRun run, Verdict verdict, byte[] model, Instant now) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              String version = store(run, verdict, model, now);
              int ended =
                  jdbc.sql(
                          """
                          update training_run set state = 'SUCCEEDED', progress = 1,
                                 metrics = ?::jsonb, facts = ?::jsonb, outcome = ?::jsonb,
                                 model_version = ?, finished_at = ?
                          where id = ? and attempt = ? and state = 'RUNNING'
                          """)
                      .params(
                          json.metrics(run.metrics()),
                          json.facts(run.facts()),
                          json.outcome(run.outcome()),
                          version,
                          Timestamp.from(now),
                          run.id(),
                          run.attempt())
                      .update();
              if (ended == 0) {
                status.setRollbackOnly();
                return Optional.<String>empty();
              }
              return Optional.of(version);
            }));
  }

  private String store(TrainingRun run, Verdict verdict, byte[] model, Instant now) {
    long number =
        jdbc.sql(
                """
                insert into model (run_id, trained_at, recipe, bytes, size) values (?, ?, ?, ?, ?)
                returning number
                """)
            .params(run.id(), Timestamp.from(now), verdict.candidate(), model, model.length)
            .query(Long.class)
            .single();
    if (verdict.promoted()) {
      jdbc.sql("insert into promotion (number, at, by) values (?, ?, ?)")
          .params(number, Timestamp.from(now), "training run " + run.id())
          .update();
    }
    jdbc.sql(
            """
            update model set bytes = null where number <= ? and bytes is not null
              and number is distinct from (select number from promotion order by id desc limit 1)
            """)
        .param(number - MODELS_KEPT)
        .update();
    return JdbcModels.version(number);
  }

  @Override
  public boolean cancel(String id, Instant now) {
    return jdbc.sql(
                """
                update training_run set state = 'CANCELLED', finished_at = ?
                where id = ? and state in ('QUEUED', 'RUNNING')
                """)
            .params(Timestamp.from(now), id)
            .update()
        == 1;
  }

  @Override
  public void fail(TrainingRun run, String failure, Instant now) {
    jdbc.sql(
            """
            update training_run set state = 'FAILED', failure = ?, finished_at = ?
            where id = ? and attempt = ? and state = 'RUNNING'
            """)
        .params(failure, Timestamp.from(now), run.id(), run.attempt())
        .update();
  }

  private TrainingRun run(ResultSet row) throws SQLException {
    return new TrainingRun(
        row.getString("id"),
        State.valueOf(row.getString("state")),
        row.getInt("attempt"),
        new TrainingRun.Wish(
            algorithms((String[]) row.getArray("algorithms").getArray()),
            instant(row, "cut"),
            row.getBoolean("search"),
            primary(row.getString("prime")),
            row.getBoolean("force")),
        row.getTimestamp("requested_at").toInstant(),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        row.getDouble("progress"),
        json.readMetrics(row.getString("metrics")),
        json.readFacts(row.getString("facts")),
        json.readOutcome(row.getString("outcome")),
        row.getString("model_version"),
        row.getString("failure"));
  }

  private static @Nullable Algorithm primary(@Nullable String id) {
    return id == null ? null : Algorithm.of(id).orElse(null);
  }

  private static Set<Algorithm> algorithms(String[] ids) {
    return Arrays.stream(ids)
        .map(Algorithm::of)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }
}
