package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.JdbcPersons.PERSON;

import io.tierwise.campaign.trial.Experiment;
import io.tierwise.campaign.trial.ExperimentDesign;
import io.tierwise.campaign.trial.Experiments;
import io.tierwise.campaign.trial.Metric;
import io.tierwise.statistics.Sample;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Experiments and exposures; what the exposed did is summed in one statement. */
public final class JdbcExperiments implements Experiments {
  private static final String COLUMNS =
      "id, design, state, shares, created_at, started_at, stopped_at, stop_reason, winner";
  private final JdbcClient jdbc;
  private final NewestFirst<Experiment> rows;
  private final TransactionTemplate transactions;

  public JdbcExperiments(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.rows = new NewestFirst<>(jdbc, "experiment", COLUMNS, (row, _) -> experiment(row));
    this.transactions = transactions;
  }

  @Override
  public Experiment create(String id, ExperimentDesign design, Instant now) {
    jdbc.sql(
            "insert into experiment (id, state, design, shares, created_at)"
                + " values (?, 'DRAFT', ?::jsonb, ?::float8[], ?)")
        .params(id, StoredJson.write(design), boxed(design.shares()), Rows.time(now))
        .update();
    return find(id).orElseThrow();
  }

  private static Double[] boxed(double[] shares) {
    return Arrays.stream(shares).boxed().toArray(Double[]::new);
  }

  @Override
  public Optional<Experiment> find(String id) {
    return rows.find(id);
  }

  @Override
  public List<Experiment> list(@Nullable String before, int limit) {
    return rows.page(before, limit);
  }

  @Override
  public List<Experiment> running() {
    return jdbc.sql("select " + COLUMNS + " from experiment where state = 'RUNNING' order by seq")
        .query((row, _) -> experiment(row))
        .list();
  }

  @Override
  public Optional<Experiment> start(String id, Instant now) {
    return jdbc.sql(
            "update experiment set state = 'RUNNING', started_at = ?"
                + " where id = ? and state = 'DRAFT' returning "
                + COLUMNS)
        .params(Rows.time(now), id)
        .query((row, _) -> experiment(row))
        .optional();
  }

  @Override
  public Optional<Experiment> stop(String id, String reason, @Nullable String winner, Instant now) {
    return jdbc.sql(
            "update experiment set state = 'STOPPED', stopped_at = ?, stop_reason = ?,"
                + " winner = ?::text where id = ? and state = 'RUNNING' returning "
                + COLUMNS)
        .param(Rows.time(now))
        .param(reason)
        .param(winner)
        .param(id)
        .query((row, _) -> experiment(row))
        .optional();
  }

  @Override
  public void reshare(String id, double[] shares) {
    jdbc.sql("update experiment set shares = ?::float8[] where id = ? and state = 'RUNNING'")
        .params(boxed(shares), id)
        .update();
  }

  @Override
  public Optional<String> exposure(String id, String userId) {
    return jdbc.sql(
            "select variant from experiment_exposure where experiment_id = ? and user_id = "
                + PERSON
                + " order by at, came_as limit 1")
        .params(id, userId, userId)
        .query(String.class)
        .optional();
  }

  @Override
  public String expose(String id, String userId, String variant, Instant at) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              JdbcPersons.share(jdbc);
              jdbc.sql(
                      "insert into experiment_exposure"
                          + " (experiment_id, user_id, came_as, variant, at)"
                          + " select ?, "
                          + PERSON
                          + ", ?, ?, ? on conflict do nothing")
                  .params(id, userId, userId, userId, variant, Rows.time(at))
                  .update();
              return exposure(id, userId).orElseThrow();
            }));
  }

  @Override
  public Map<Metric, Sample[]> samples(Experiment experiment) {
    Map<Metric, Sample[]> samples = new EnumMap<>(Metric.class);
    List<String> variants =
        experiment.design().variants().stream().map(ExperimentDesign.Variant::name).toList();
    for (Metric metric : Metric.values()) {
      Sample[] arms = new Sample[variants.size()];
      Arrays.fill(arms, Sample.EMPTY);
      samples.put(metric, arms);
    }
    jdbc.sql(SAMPLES)
        .param("experiment", experiment.id())
        .param("window", (double) experiment.design().window().toSeconds())
        .param("before", (double) experiment.design().before().toSeconds())
        .query(
            row -> {
              int variant = variants.indexOf(row.getString("variant"));
              if (variant >= 0) {
                samples.forEach((metric, arms) -> arms[variant] = sample(row, metric));
              }
            });
    return samples;
  }

  private static Sample sample(ResultSet row, Metric metric) {
    try {
      return new Sample(
          row.getLong("units"),
          row.getDouble(metric.id()),
          row.getDouble(metric.id() + "_squares"),
          row.getDouble("before_sum"),
          row.getDouble("before_squares"),
          row.getDouble(metric.id() + "_products"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A user who was merged from two counts once, in the variant that came first. */
  private static final String SAMPLES =
      """
      with unit as (
        select distinct on (user_id) user_id, variant, at from experiment_exposure
        where experiment_id = :experiment order by user_id, at, came_as
      ), done as (
        select u.variant, (o.orders > 0)::int::float8 as conversion, o.orders::float8 as orders,
               o.revenue, b.spent, r.refunds, c.clicked::int::float8 as clicked
        from unit u
        cross join lateral (
          select count(*) as orders, coalesce(sum(s.revenue_micros), 0)::float8 / 1e6 as revenue
          from standing_order s
          where s.user_id = u.user_id and s.occurred_at >= u.at
            and s.occurred_at < u.at + make_interval(secs => :window)
        ) o
        cross join lateral (
          select coalesce(sum(s.revenue_micros), 0)::float8 / 1e6 as spent
          from standing_order s
          where s.user_id = u.user_id and s.occurred_at < u.at
            and s.occurred_at >= u.at - make_interval(secs => :before)
        ) b
        cross join lateral (
          select coalesce(sum(f.amount_micros), 0)::float8 / 1e6 as refunds
          from order_refund f
          where f.user_id = u.user_id and f.occurred_at >= u.at
            and f.occurred_at < u.at + make_interval(secs => :window)
        ) r
        cross join lateral (
          select exists (select 1 from touch t
                         where t.user_id = u.user_id and t.kind = 'CLICK' and t.occurred_at >= u.at
                           and t.occurred_at < u.at + make_interval(secs => :window)) as clicked
        ) c
      )
      select variant, count(*) as units, sum(spent) as before_sum,
             sum(spent * spent) as before_squares,
             %s
      from done group by variant
      """
          .formatted(
              String.join(
                  ",\n       ",
                  Stream.of(Metric.values())
                      .map(
                          metric ->
                              "sum(%1$s) as %1$s, sum(%1$s * %1$s) as %1$s_squares, sum(%1$s * spent) as %1$s_products"
                                  .formatted(metric.id()))
                      .toList()));

  private static Experiment experiment(ResultSet row) throws SQLException {
    Double[] shares = (Double[]) row.getArray("shares").getArray();
    return new Experiment(
        row.getString("id"),
        StoredJson.read(row.getString("design"), ExperimentDesign.class),
        Experiment.State.valueOf(row.getString("state")),
        List.of(shares),
        Rows.instant(row, "created_at"),
        Rows.instantOrNull(row, "started_at"),
        Rows.instantOrNull(row, "stopped_at"),
        row.getString("stop_reason"),
        row.getString("winner"));
  }
}
