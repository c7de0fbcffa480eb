package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.analysis.PathQuestion;

/**
 * The question for paths. Events of one time are taken in the order of their codes. A session is
 * the client's, or ends with a pause where the client names none.
 */
final class PathSql {
  private static final String PATHS =
      """
      with visit as (
        select coalesce(a.root, f.user_id) as u, session_id as s, occurred_at as at, event
        from ledger_fact f left join user_alias a on a.user_id = f.user_id
        where occurred_at >= :from::timestamptz and occurred_at < :to::timestamptz
          @sample and @audience
      ), cut as (
        select u, s, at, event, lag(at) over w is null
          or (s is null and at - lag(at) over w > make_interval(secs => :gap)) as begins
        from visit window w as (partition by u, s order by at, event)
      ), follow as (
        select event, begins, @leads
        from cut window w as (partition by u, s order by at, event)
      ), step as (
        select event, begins, case when b1 then null else e1 end as next, @path as path
        from follow
      )
      select event, next, path, count(*) as n, count(*) filter (where begins) as sessions,
        grouping(event) = 0 as transition
      from step
      group by grouping sets ((event, next), (path))
      """;

  static String of(PathQuestion question, boolean sampled, AudienceSql audience) {
    StringBuilder leads = new StringBuilder();
    StringBuilder path = new StringBuilder("event");
    StringBuilder ended = new StringBuilder("false");
    for (int i = 1; i < question.steps(); i++) {
      leads
          .append(i == 1 ? "" : ", ")
          .append("lead(event, %d) over w as e%d, ".formatted(i, i))
          .append("coalesce(lead(begins, %d) over w, true) as b%d".formatted(i, i));
      ended.append(" or b").append(i);
      path.append(", case when ")
          .append(ended)
          .append(" then null else e")
          .append(i)
          .append(" end");
    }
    String start = question.start() == null ? "begins" : "event = :start";
    return PATHS
        .replace("@sample", sampled ? "and (coalesce(a.root, f.user_id) & 1023) < :sample" : "")
        .replace("@audience", audience.byId("coalesce(a.root, f.user_id)"))
        .replace("@leads", leads)
        .replace("@path", "case when " + start + " then array[" + path + "] end");
  }

  private PathSql() {}
}
