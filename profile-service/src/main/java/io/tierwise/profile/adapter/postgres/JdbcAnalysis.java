package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.adapter.postgres.FactLabels.Kind;
import io.tierwise.profile.analysis.Audience;
import io.tierwise.profile.analysis.BehaviorAnalysis;
import io.tierwise.profile.analysis.CalendarUnit;
import io.tierwise.profile.analysis.Cohort;
import io.tierwise.profile.analysis.Cohort.Activity;
import io.tierwise.profile.analysis.Funnel;
import io.tierwise.profile.analysis.Funnel.Bucket;
import io.tierwise.profile.analysis.Funnel.Counts;
import io.tierwise.profile.analysis.FunnelQuestion;
import io.tierwise.profile.analysis.OrderCell;
import io.tierwise.profile.analysis.PathQuestion;
import io.tierwise.profile.analysis.Paths;
import io.tierwise.profile.analysis.Period;
import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.fold.PriceBands;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Funnel, cohorts and orders in SQL. */
final class JdbcAnalysis implements BehaviorAnalysis {
  private static final String ORDERS =
      """
      select width_bucket(gross, :bands::numeric[]) as band,
        (extract(isodow from completed_at at time zone 'UTC')::int - 1) * 24
          + extract(hour from completed_at at time zone 'UTC')::int as hour,
        count(*) as orders, sum(gross) as revenue
      from profile_order o
      where counted and completed_at >= :from::timestamptz and completed_at < :to::timestamptz
        and @audience
      group by 1, 2 order by 1, 2
      """;

  private final AnalysisQueries queries;
  private final JdbcTags tags;
  private final JdbcPaths paths;
  private final PriceBands bands;
  private final Duration gap;

  JdbcAnalysis(AnalysisQueries queries, JdbcTags tags, JdbcPaths paths, Formula formula) {
    this.queries = queries;
    this.tags = tags;
    this.paths = paths;
    this.bands = formula.priceBands();
    this.gap = formula.sessionGap();
  }

  @Override
  public Funnel funnel(FunnelQuestion question) {
    return queries.ask(
        client -> {
          AudienceSql audience = new AudienceSql(question.audience(), tags);
          VisitDays days =
              question.category() == null
                  ? VisitDays.of(client, question.period(), gap)
                  : VisitDays.none(question.period());
          List<Bucket> rows =
              client
                  .sql(FunnelSql.of(question, days, audience))
                  .params(audience.parameters())
                  .param(
                      "category", AnalysisQueries.code(client, Kind.CATEGORY, question.category()))
                  .param("country", AnalysisQueries.code(client, Kind.COUNTRY, question.country()))
                  .param("channel", AnalysisQueries.code(client, Kind.CHANNEL, question.channel()))
                  .query((row, number) -> bucket(row))
                  .list();
          // The first row is that of the users in any order.
          return new Funnel(rows.getFirst().users(), rows.subList(1, rows.size()));
        });
  }

  private static Bucket bucket(ResultSet row) throws SQLException {
    return new Bucket(
        Columns.instant(row, "bucket"),
        new Counts(
            row.getLong("view"),
            row.getLong("cart"),
            row.getLong("checkout"),
            row.getLong("order")));
  }

  @Override
  public List<Cohort> retention(Period period, CalendarUnit unit, Audience who) {
    Map<Instant, List<Activity>> activity = new TreeMap<>();
    Map<Instant, long[]> sizes = new TreeMap<>();
    queries.ask(
        client -> {
          AudienceSql audience = new AudienceSql(who, tags);
          client
              .sql(RetentionSql.of(unit, audience))
              .params(audience.parameters())
              .param("from", period.from().toString())
              .param("to", period.to().toString())
              .query(
                  row -> {
                    Instant cohort = Columns.instantOf(row, "cohort");
                    sizes.put(cohort, new long[] {row.getLong("size"), row.getLong("again")});
                    activity
                        .computeIfAbsent(cohort, c -> new ArrayList<>())
                        .add(
                            new Activity(
                                row.getInt("since"),
                                row.getLong("active"),
                                row.getBoolean("complete")));
                  });
          return sizes;
        });
    List<Cohort> cohorts = new ArrayList<>();
    sizes.forEach(
        (start, size) ->
            cohorts.add(
                new Cohort(start, size[0], size[1], activity.getOrDefault(start, List.of()))));
    return cohorts;
  }

  @Override
  public Paths paths(PathQuestion question) {
    return paths.answer(question);
  }

  @Override
  public List<OrderCell> orders(Period period, Audience who) {
    return queries.ask(
        client -> {
          AudienceSql audience = new AudienceSql(who, tags);
          return client
              .sql(ORDERS.replace("@audience", audience.byKey("o.user_key")))
              .params(audience.parameters())
              .param("bands", thresholds())
              .param("from", period.from().toString())
              .param("to", period.to().toString())
              .query(
                  (row, number) ->
                      new OrderCell(
                          band(row.getInt("band")),
                          row.getInt("hour"),
                          row.getLong("orders"),
                          row.getBigDecimal("revenue")))
              .list();
        });
  }

  private String thresholds() {
    return "{"
        + String.join(",", bands.thresholds().stream().map(BigDecimal::toPlainString).toList())
        + "}";
  }

  /** The band above the n-th threshold. */
  private String band(int n) {
    return bands.of(n == 0 ? BigDecimal.ZERO : bands.thresholds().get(n - 1));
  }
}
