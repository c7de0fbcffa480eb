package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.analysis.FunnelQuestion;

/**
 * The question for a funnel, over visits and, where a day has none, facts. One pass finds the first
 * and last time of every step by user. That settles almost everyone: if the first cart is not
 * before the first view, it is the one that counts; if the last one is before, there is none. Only
 * who is left is looked at event by event.
 */
final class FunnelSql {
  private static final String FUNNEL =
      """
      with step as (
        select user_id, @view as v, cart0 as c0, cart1 as c1, checkout0 as k0, checkout1 as k1,
          order0 as o0, order1 as o1
        from ledger_visit where @visits
        union all
        select user_id, case when event = 1 @entry then occurred_at end,
          c, c, k, k, o, o
        from ledger_fact
        cross join lateral (select case when event = 2 then occurred_at end as c,
          case when event = 3 then occurred_at end as k,
          case when event = 4 then occurred_at end as o) s
        where event between 1 and 4 and @facts @category
      ), keys as (
        select user_id, min(v) as v, min(c0) as c0, max(c1) as c1, min(k0) as k0, max(k1) as k1,
          min(o0) as o0, max(o1) as o1
        from step group by user_id
      ), bounds as materialized (
        select coalesce(a.root, k.user_id) as root, min(v) as v, min(c0) as c0, max(c1) as c1,
          min(k0) as k0, max(k1) as k1, min(o0) as o0, max(o1) as o1
        from keys k left join user_alias a using (user_id)
        where @audience group by 1
      ), chained as materialized (
        select b.*, c, k, o,
          coalesce((c0 < v and c1 >= v) or (k0 < c and k1 >= c) or (o0 < k and o1 >= k), false)
            as open
        from bounds b
        cross join lateral (select case when c0 >= v then c0 end as c) x
        cross join lateral (select case when k0 >= c then k0 end as k) y
        cross join lateral (select case when o0 >= k then o0 end as o) z
      ), open as materialized (
        select root, root as user_id, v from chained where open
        union all
        select c.root, a.user_id, v from chained c join user_alias a on a.root = c.root where open
      ), later as (
        select root, v, 0 as event, null::timestamptz as at from chained where open
        union all
        select u.root, u.v, x.event, x.at
        from ledger_visit f join open u using (user_id)
        cross join lateral unnest(events, times) as x (event, at)
        where coalesce(cart1, checkout1, order1) is not null and last_at >= u.v and @visits
          and x.event between 2 and 4 and x.at >= u.v
        union all
        select u.root, u.v, f.event, f.occurred_at
        from ledger_fact f join open u using (user_id)
        where event between 2 and 4 and @facts and occurred_at >= u.v @category
      ), carted as (
        select *, min(at) filter (where event = 2) over (partition by root) as c from later
      ), checked as (
        select *, min(at) filter (where event = 3 and at >= c) over (partition by root) as k
        from carted
      ), reached as (
        select v, c, k, o from chained where v is not null and not open
        union all
        select min(v), min(c), min(k), min(at) filter (where event = 4 and at >= k)
        from checked group by root
      )
      select true as any, null::timestamptz as bucket, count(v) as view, count(c0) as cart,
        count(k0) as checkout, count(o0) as "order"
      from bounds
      union all
      select false, @bucket, count(*), count(c), count(k), count(o) from reached group by 1, 2
      order by 1 desc, 2
      """;

  /**
   * @param days none where a category is asked for, which visits do not know
   */
  static String of(FunnelQuestion question, VisitDays days, AudienceSql audience) {
    StringBuilder entry = new StringBuilder();
    if (question.country() != null) {
      entry.append(" and country = :country");
    }
    if (question.channel() != null) {
      entry.append(" and channel = :channel");
    }
    String view = entry.isEmpty() ? "view0" : "case when true" + entry + " then view0 end";
    String category = "";
    if (question.category() != null) {
      String of = "(category = :category or :category = any(more_categories))";
      entry.append(" and ").append(of);
      category = " and (category is null or " + of + ")";
    }
    String bucket =
        question.bucket() == null
            ? "null::timestamptz"
            : "date_trunc('" + question.bucket() + "', v, 'UTC')";
    return FUNNEL
        .replace("@entry", entry)
        .replace("@view", view)
        .replace("@visits", days.visits())
        .replace("@facts", days.facts())
        .replace("@category", category)
        .replace("@audience", audience.byId("coalesce(a.root, k.user_id)"))
        .replace("@bucket", bucket);
  }

  private FunnelSql() {}
}
