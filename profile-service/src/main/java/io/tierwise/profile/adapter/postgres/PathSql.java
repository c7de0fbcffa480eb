package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.analysis.PathQuestion;

/**
 * The question for paths. Most visits are sessions as they stand; only those that meet another one
 * of their session, of the next day, a merged key or a fact, are taken apart and ordered event by
 * event. What is counted then are different sequences, far fewer than sessions. Events of one time
 * are taken in the order of their codes.
 */
final class PathSql {
  private static final String PATHS =
      """
      with part as (
        select user_id, session_id as s, first_at, last_at, events, times
        from ledger_visit where @visits
        union all
        select user_id, session_id, occurred_at, occurred_at, array[event], array[occurred_at]
        from ledger_fact where @facts
      ), marked as materialized (
        select root, s, events, times,
          (max(last_at) over before is null
            or s is null and first_at - max(last_at) over before > make_interval(secs => :gap))
          and (lead(first_at) over w is null
            or s is null and lead(first_at) over w - last_at > make_interval(secs => :gap))
            as alone
        from (
          select coalesce(a.root, p.user_id) as root, s, first_at, last_at, events, times
          from part p left join user_alias a on a.user_id = p.user_id
          where @sample @audience) r
        window w as (partition by root, s order by first_at),
          before as (w rows between unbounded preceding and 1 preceding)
      ), event as (
        select root, s, event, at from marked cross join lateral unnest(events, times) as x (event, at)
        where not alone
      ), cut as (
        select root, s, at, event, count(*) filter (where pause)
          over (partition by root, s order by at, event rows unbounded preceding) as run
        from (
          select *, s is null and at - lag(at) over (partition by root, s order by at, event)
            > make_interval(secs => :gap) as pause
          from event) e
      ), sequence as materialized (
        select events, count(*) as n from (
          select events from marked where alone
          union all
          select array_agg(event order by at, event) from cut group by root, s, run) q
        group by events
      )
      select events[i] as event, events[i + 1] as next, null::smallint[] as path, sum(n) as n
      from sequence cross join lateral generate_subscripts(events, 1) as i
      group by 1, 2
      union all
      select null, null, @path, sum(n) from sequence @starts group by 3
      """;

  static String of(PathQuestion question, VisitDays days, boolean sampled, AudienceSql audience) {
    boolean anywhere = question.start() != null;
    String last = (anywhere ? "i + " : "") + (question.steps() - (anywhere ? 1 : 0));
    return PATHS
        .replace("@visits", days.visits())
        .replace("@facts", days.facts())
        .replace("@sample", sampled ? "(coalesce(a.root, p.user_id) & 1023) < :sample and" : "")
        .replace("@audience", audience.byId("coalesce(a.root, p.user_id)"))
        .replace("@path", "events[" + (anywhere ? "i" : "1") + " : " + last + "]")
        .replace(
            "@starts",
            anywhere
                ? "cross join lateral generate_subscripts(events, 1) as i where events[i] = :start"
                : "");
  }

  private PathSql() {}
}
