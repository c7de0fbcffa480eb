package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.analysis.Visits;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Visits in SQL, a day at a time. */
final class JdbcVisits implements Visits {
  private static final long LOCK = 0x7469_6572_0009L;

  /** Notes how many events each day has now; those to be made are as they were noted before. */
  private static final String OUTDATED =
      """
      with now as (
        select day, sum(events) as n from quality_tally group by day having sum(events) > 0
      ), changed as (
        select day, n, v.seen from now left join visit_day v using (day)
        where v.events is distinct from n or v.gap is distinct from ?
      ), noted as (
        insert into visit_day (day, seen)
        select day, n from changed where n is distinct from seen order by day
        on conflict (day) do update set seen = excluded.seen
      )
      select day::text from changed where n = seen order by day
      """;

  /** One statement, so that the events and their number are of one moment. */
  private static final String SUMMARISE =
      """
      with gone as (
        delete from ledger_visit where day = :day::date
      ), fact as (
        select user_id, session_id, occurred_at as at, event, country, channel,
          session_id is null and occurred_at - lag(occurred_at) over w
            > make_interval(secs => :gap) as pause
        from ledger_fact
        where occurred_at >= :day::date::timestamp at time zone 'UTC'
          and occurred_at < (:day::date + 1)::timestamp at time zone 'UTC'
        window w as (partition by user_id, session_id order by occurred_at, event)
      ), run as (
        select *, count(*) filter (where pause) over (partition by user_id, session_id
          order by at, event rows unbounded preceding) as n
        from fact
      ), made as (
        insert into ledger_visit
        select user_id, session_id, min(at), max(at), min(at) filter (where event = 1),
          min(at) filter (where event = 2), max(at) filter (where event = 2),
          min(at) filter (where event = 3), max(at) filter (where event = 3),
          min(at) filter (where event = 4), max(at) filter (where event = 4),
          :day::date, country, channel, array_agg(event order by at, event),
          array_agg(at order by at, event)
        from run group by user_id, session_id, n, country, channel
        returning 1
      )
      insert into visit_day (day, seen, events, visits, gap)
      select :day::date, n, n, (select count(*) from made), :gap
      from (select sum(events) as n from quality_tally where day = :day::date) t
      on conflict (day) do update set seen = excluded.seen, events = excluded.events,
        visits = excluded.visits, gap = excluded.gap
      """;

  private final JdbcTemplate jdbc;
  private final TransactionOperations transaction;
  private final double gap;

  JdbcVisits(JdbcTemplate jdbc, TransactionOperations transaction, Duration gap) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.gap = seconds(gap);
  }

  static double seconds(Duration gap) {
    return gap.toMillis() / 1_000.0;
  }

  @Override
  public int summarise() {
    List<String> days = transaction.execute(status -> alone() ? outdated() : List.<String>of());
    int made = 0;
    for (String day : days == null ? List.<String>of() : days) {
      long start = System.nanoTime();
      made += Boolean.TRUE.equals(transaction.execute(status -> summarise(day))) ? 1 : 0;
      Leisure.afterWorkSince(start);
    }
    return made;
  }

  private List<String> outdated() {
    return jdbc.queryForList(OUTDATED, String.class, gap);
  }

  private boolean summarise(String day) {
    if (!alone()) {
      return false;
    }
    JdbcClient.create(jdbc).sql(SUMMARISE).param("day", day).param("gap", gap).update();
    return true;
  }

  /** One instance at a time; another one's turn will do as well. */
  private boolean alone() {
    return Boolean.TRUE.equals(
        jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK));
  }
}
