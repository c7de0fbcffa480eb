package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.quality.TrafficRules;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks for keys that are faster than people, day by day. A day is noted as done with the number of
 * events that it had before the look, so what arrives meanwhile is looked at the next time.
 */
final class RateScan {
  private static final String CHANGED =
      """
      select day::text as day, sum(events) as events from quality_tally
      group by day having sum(events) > 0
        and sum(events) is distinct from
          (select s.events from suspect_scan s where s.day = quality_tally.day)
      order by day
      """;
  private static final String FAST =
      """
      with busy as (
        select user_id, count(*) as n from ledger_fact
        where occurred_at >= ?::date::timestamp at time zone 'UTC'
          and occurred_at < (?::date + 1)::timestamp at time zone 'UTC'
        group by user_id having count(*) > least(?, ?)
      ), peak as (
        select user_id, max(n) as n from (
          select user_id, count(*) as n from ledger_fact join busy using (user_id)
          where occurred_at >= ?::date::timestamp at time zone 'UTC'
            and occurred_at < (?::date + 1)::timestamp at time zone 'UTC'
          group by user_id, date_trunc('minute', occurred_at)) m
        group by user_id
      ), fired as (
        select user_id, ?::text as rule, n || ' events in a minute' as detail from peak where n > ?
        union all
        select user_id, ?, n || ' events' from busy where n > ?
      )
      insert into suspect (user_key, user_id, kind, rule, detail, day, flagged_at)
      select p.user_key, user_id, 'bot', rule, detail, ?::date, ?::timestamptz
      from fired join profile p on digest64(p.user_key) = fired.user_id
      where not exists (select from suspect_clearance c where c.user_key = p.user_key)
      order by p.user_key, rule
      on conflict (user_key, rule) do update set day = excluded.day, detail = excluded.detail
      where suspect.day > excluded.day
      returning user_key
      """;
  private static final String DONE =
      """
      insert into suspect_scan (day, events) values (?::date, ?)
      on conflict (day) do update set events = excluded.events
      """;

  private final JdbcTemplate jdbc;
  private final TransactionOperations transaction;
  private final JdbcSuspects suspects;
  private final TrafficRules rules;
  private final Clock clock;

  RateScan(
      JdbcTemplate jdbc,
      TransactionOperations transaction,
      JdbcSuspects suspects,
      TrafficRules rules,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.suspects = suspects;
    this.rules = rules;
    this.clock = clock;
  }

  int scan() {
    int flagged = 0;
    for (Map<String, Object> changed : jdbc.queryForList(CHANGED)) {
      long start = System.nanoTime();
      Integer ofDay =
          transaction.execute(status -> scan(changed.get("day"), changed.get("events")));
      flagged += ofDay == null ? 0 : ofDay;
      Leisure.afterWorkSince(start);
    }
    return flagged;
  }

  /** Who is flagged is taken back from those who learn from features, in the same step. */
  private int scan(@Nullable Object day, @Nullable Object events) {
    List<String> flagged =
        jdbc.queryForList(
            FAST,
            String.class,
            day,
            day,
            rules.maxPerMinute(),
            rules.maxPerDay(),
            day,
            day,
            TrafficRules.PER_MINUTE,
            rules.maxPerMinute(),
            TrafficRules.PER_DAY,
            rules.maxPerDay(),
            day,
            clock.instant().toString());
    suspects.changed(flagged);
    jdbc.update(DONE, day, events);
    return flagged.size();
  }
}
