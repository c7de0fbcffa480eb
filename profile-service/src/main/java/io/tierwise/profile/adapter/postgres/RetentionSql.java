package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.analysis.CalendarUnit;

/** The question for cohorts. Orders are few beside events, so one pass over them will do. */
final class RetentionSql {
  private static final String COHORTS =
      """
      with ordered as (
        select user_key, completed_at as at,
          date_trunc('@unit', completed_at, 'UTC') as unit,
          row_number() over (partition by user_key order by completed_at, order_id) as n
        from profile_order o
        where counted and completed_at < :to::timestamptz and @audience
      ), first as (
        select user_key, unit as cohort from ordered
        where n = 1 and at >= :from::timestamptz
      ), size as (
        select cohort, count(*) as size,
          count(*) filter (where exists (
            select from ordered o where o.user_key = f.user_key and o.n = 2)) as again
        from first f group by cohort
      ), span as (
        select cohort, size, again, u.unit, u.n - 1 as since
        from size cross join lateral generate_series(cohort at time zone 'UTC',
          (:to::timestamptz - interval '1 microsecond') at time zone 'UTC', interval '1 @unit')
          with ordinality as u (unit, n)
      ), active as (
        select cohort, o.unit, count(distinct f.user_key) as active
        from first f join ordered o on o.user_key = f.user_key and o.n > 1 group by 1, 2
      )
      select s.cohort, size, again, since, coalesce(active, 0) as active,
        s.unit + interval '1 @unit' <= :to::timestamptz at time zone 'UTC' as complete
      from span s
      left join active a on a.cohort = s.cohort and a.unit = s.unit at time zone 'UTC'
      order by s.cohort, since
      """;

  static String of(CalendarUnit unit, AudienceSql audience) {
    return COHORTS
        .replace("@unit", unit.toString())
        .replace("@audience", audience.byKey("o.user_key"));
  }

  private RetentionSql() {}
}
