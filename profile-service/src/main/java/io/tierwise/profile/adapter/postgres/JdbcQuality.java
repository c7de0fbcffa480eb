package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.analysis.Period;
import io.tierwise.profile.quality.Clearance;
import io.tierwise.profile.quality.DataQuality;
import io.tierwise.profile.quality.QualityDay;
import io.tierwise.profile.quality.QualityReport;
import io.tierwise.profile.quality.QualityTally;
import io.tierwise.profile.quality.Suspect;
import io.tierwise.profile.quality.Suspicion;
import io.tierwise.profile.quality.TrafficRules;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** The tallies of the days, and who is suspected. */
final class JdbcQuality implements DataQuality, QualityTally {
  private static final String MET =
      """
      insert into quality_tally (day, shard, duplicates, rejected)
      values (?::date, pg_backend_pid() % 64, ?, ?)
      on conflict (day, shard) do update set
        duplicates = quality_tally.duplicates + excluded.duplicates,
        rejected = quality_tally.rejected + excluded.rejected
      """;
  private static final String BOUND =
      """
      select percentile_disc(?) within group (order by gross) from profile_order
      where counted and completed_at >= ?::timestamptz - interval '365 days'
        and completed_at < ?::timestamptz
      """;
  private static final String DAYS =
      """
      with tally as (
        select day, sum(events) as events, sum(anonymous) as anonymous, sum(late) as late,
          sum(duplicates) as duplicates, sum(rejected) as rejected,
          sum(product_events) as product_events, sum(without_price) as without_price,
          sum(without_category) as without_category, sum(completions) as completions,
          sum(without_revenue) as without_revenue, sum(unknown_items) as unknown_items,
          sum(door_rejected) as door_rejected
        from quality_tally where day between :first::date and :last::date group by day
      ), placed as (
        select (completed_at at time zone 'UTC')::date as day, count(*) as orders,
          count(*) filter (where gross > :bound::numeric) as outliers
        from profile_order
        where counted and completed_at >= :first::date::timestamp at time zone 'UTC'
          and completed_at < (:last::date + 1)::timestamp at time zone 'UTC'
        group by 1
      ), suspected as (
        select (occurred_at at time zone 'UTC')::date as day,
          count(*) filter (where bot) as bot, count(*) filter (where not bot) as test
        from ledger_fact join (
          select user_id, bool_or(kind = 'bot') as bot from suspect group by user_id) s
          using (user_id)
        where occurred_at >= :first::date::timestamp at time zone 'UTC'
          and occurred_at < (:last::date + 1)::timestamp at time zone 'UTC'
          and exists (select from suspect)
        group by 1
      )
      select day, coalesce(events, 0) as events, coalesce(anonymous, 0) as anonymous,
        coalesce(late, 0) as late, coalesce(duplicates, 0) as duplicates,
        coalesce(rejected, 0) as rejected, coalesce(orders, 0) as orders,
        coalesce(outliers, 0) as outliers, coalesce(bot, 0) as bot, coalesce(test, 0) as test,
        coalesce(product_events, 0) as product_events,
        coalesce(without_price, 0) as without_price,
        coalesce(without_category, 0) as without_category,
        coalesce(completions, 0) as completions,
        coalesce(without_revenue, 0) as without_revenue,
        coalesce(unknown_items, 0) as unknown_items,
        coalesce(door_rejected, 0) as door_rejected
      from tally full join placed using (day) full join suspected using (day) order by day
      """;

  private final JdbcTemplate jdbc;
  private final AnalysisQueries queries;
  private final JdbcSuspects suspects;
  private final TransactionOperations transaction;
  private final Clock clock;

  JdbcQuality(
      JdbcTemplate jdbc,
      AnalysisQueries queries,
      JdbcSuspects suspects,
      TransactionOperations transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.queries = queries;
    this.suspects = suspects;
    this.transaction = transaction;
    this.clock = clock;
  }

  static String text(Suspicion.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void add(int duplicates, int rejected) {
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    jdbc.update(MET, today.toString(), duplicates, rejected);
  }

  @Override
  public QualityReport report(Period period) {
    String end = period.to().toString();
    return queries.ask(
        client -> {
          BigDecimal bound =
              client
                  .sql(BOUND)
                  .params(QualityReport.OUTLIER_QUANTILE, end, end)
                  .query(BigDecimal.class)
                  .optional()
                  .orElse(null);
          List<QualityDay> days =
              client
                  .sql(DAYS)
                  .param("first", day(period.from()).toString())
                  .param("last", day(period.to().minusNanos(1_000)).toString())
                  .param("bound", bound == null ? null : bound.toPlainString())
                  .query((row, number) -> qualityDay(row))
                  .list();
          return new QualityReport(bound, days);
        });
  }

  private static LocalDate day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static QualityDay qualityDay(ResultSet row) throws SQLException {
    return new QualityDay(
        row.getObject("day", LocalDate.class),
        row.getLong("events"),
        row.getLong("anonymous"),
        row.getLong("late"),
        row.getLong("duplicates"),
        row.getLong("rejected"),
        row.getLong("orders"),
        row.getLong("outliers"),
        row.getLong("bot"),
        row.getLong("test"),
        row.getLong("product_events"),
        row.getLong("without_price"),
        row.getLong("without_category"),
        row.getLong("completions"),
        row.getLong("without_revenue"),
        row.getLong("unknown_items"),
        row.getLong("door_rejected"));
  }

  @Override
  public List<Suspect> suspects(
      Suspicion.@Nullable Kind kind, @Nullable String afterKey, String afterRule, int limit) {
    Conditions where = new Conditions("true");
    where.and("kind = ?", kind == null ? null : text(kind));
    where.and("(user_key, rule) > (?, ?)", afterKey, afterRule);
    return jdbc.query(
        "select * from suspect" + where.sql() + " order by user_key, rule limit " + limit,
        (row, number) -> suspect(row),
        where.arguments());
  }

  @Override
  public List<Suspect> suspicionsOf(Collection<String> userKeys) {
    return jdbc.query(
        "select * from suspect where user_key = any(?) order by user_key, rule",
        (row, number) -> suspect(row),
        (Object) Columns.text(userKeys));
  }

  private static Suspect suspect(ResultSet row) throws SQLException {
    return new Suspect(
        row.getString("user_key"),
        new Suspicion(
            Suspicion.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getString("rule"),
            row.getString("detail")),
        row.getObject("day", LocalDate.class),
        Columns.instantOf(row, "flagged_at"));
  }

  @Override
  public int scanRates(TrafficRules rules) {
    return new RateScan(jdbc, transaction, suspects, rules, clock).scan();
  }

  @Override
  public boolean clear(Collection<String> userKeys, String by, String reason) {
    return Boolean.TRUE.equals(transaction.execute(status -> suspects.clear(userKeys, by, reason)));
  }

  @Override
  public List<Clearance> clearancesOf(Collection<String> userKeys) {
    return suspects.clearancesOf(userKeys);
  }
}
