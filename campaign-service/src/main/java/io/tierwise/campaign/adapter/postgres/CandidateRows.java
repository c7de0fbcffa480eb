package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.journey.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Candidates as rows. What triggered must be younger than anything that triggered the journey for
 * the user before, so that nothing which comes twice, or late, triggers again.
 */
final class CandidateRows {
  private static final String BATCH =
      """
      with b as (
        select b.journey_id, b.version::int as version, coalesce(i.user_id, b.came_as) as user_id,
               b.came_as, b.subject, b.entry_key, b.at::timestamptz as at,
               b.due_at::timestamptz as due_at, b.context::jsonb as context, ordinal
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[]) with ordinality
          as b (journey_id, version, came_as, subject, entry_key, at, due_at, context, ordinal)
        left join member_identity i on i.alias_id = b.came_as
      )
      """;
  private static final String RESTART =
      BATCH
          + """
          , open as materialized (
            select e.id from journey_enrolment e
            where e.state = 'WAITING' and exists (
              select from b where e.journey_id = b.journey_id and e.user_id = b.user_id
                and e.subject = b.subject and b.at > e.triggered_at)
            order by e.id for update of e
          )
          update journey_enrolment e set triggered_at = b.at, due_at = b.due_at, context = b.context
          from b, open
          where e.id = open.id and e.journey_id = b.journey_id and e.user_id = b.user_id
            and e.subject = b.subject and b.at > e.triggered_at and e.state = 'WAITING'
          """;

  /** The parameter at the end: after how many seconds a user may come again; null for never. */
  private static final String INSERT =
      BATCH
          + """
          insert into journey_enrolment
            (journey_id, version, user_id, came_as, subject, entry_key, state, triggered_at, due_at,
             context)
          select b.journey_id, b.version, b.user_id, b.came_as, b.subject, b.entry_key, 'WAITING',
                 b.at, b.due_at, b.context
          from b
          where exists (select from journey j where j.id = b.journey_id and j.status = 'ACTIVE')
            and not exists (
              select from journey_enrolment e
              where e.journey_id = b.journey_id and e.user_id = b.user_id
                and e.subject = b.subject
                and (e.triggered_at >= b.at or e.state in ('WAITING', 'ACTIVE')))
            and not exists (
              select from journey_enrolment e
              join journey_version v on v.journey_id = b.journey_id and v.version = b.version
              where e.journey_id = b.journey_id and e.user_id = b.user_id
                and e.subject = b.subject and e.entered_at is not null
                and case coalesce(v.document -> 'reentry' ->> 'rule', 'never')
                      when 'always' then false
                      when 'after' then e.entered_at > b.at
                        - make_interval(days => (v.document -> 'reentry' ->> 'days')::int)
                      else true end)
          order by b.ordinal
          on conflict do nothing
          """;

  /** Of the restarting ones of a user the last, of the others the first, has its way. */
  static void insert(JdbcClient jdbc, List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return;
    }
    Map<List<String>, Candidate> one = new LinkedHashMap<>();
    candidates.stream()
        .sorted(Comparator.comparing(Candidate::at))
        .forEach(
            c ->
                one.merge(
                    List.of(c.journeyId(), c.userId(), c.subject()),
                    c,
                    (first, next) -> next.restarts() ? next : first));
    List<Candidate> restarting = one.values().stream().filter(Candidate::restarts).toList();
    if (!restarting.isEmpty()) {
      sql(jdbc, RESTART, restarting);
    }
    List<Candidate> sorted = new ArrayList<>(one.values());
    sorted.sort(
        Comparator.comparing(Candidate::journeyId)
            .thenComparing(Candidate::userId)
            .thenComparing(Candidate::subject));
    sql(jdbc, INSERT, sorted);
  }

  private static void sql(JdbcClient jdbc, String sql, List<Candidate> rows) {
    jdbc.sql(sql)
        .param(column(rows, Candidate::journeyId))
        .param(column(rows, Candidate::version))
        .param(column(rows, Candidate::userId))
        .param(column(rows, Candidate::subject))
        .param(column(rows, Candidate::entryKey))
        .param(column(rows, Candidate::at))
        .param(column(rows, Candidate::dueAt))
        .param(column(rows, c -> StoredJson.write(c.context())))
        .update();
  }

  private CandidateRows() {}
}
