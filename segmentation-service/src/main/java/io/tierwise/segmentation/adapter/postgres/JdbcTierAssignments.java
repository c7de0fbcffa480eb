package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.TierAssignments;
import io.tierwise.segmentation.tier.TierAssignment;
import io.tierwise.segmentation.tier.TierAssignment.Standing;
import io.tierwise.starter.trace.TraceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The current state, its history and the queue for the topic, all in one statement: what does not
 * change makes no noise.
 */
public final class JdbcTierAssignments implements TierAssignments {
  /** Any number that no other advisory lock of this database uses. */
  private static final long PUBLICATION_LOCK = 0x7469657277697365L;

  private static final String FROM_ARRAYS =
      """
      with incoming as (
        select * from unnest(?::text[], ?::text[], ?::smallint[], ?::text[], ?::float8[],
          ?::bigint[], ?::numeric[], ?::smallint[], ?::smallint[], ?::smallint[], ?::numeric[],
          ?::timestamptz[])
        as i(user_id, tier, tier_rank, segment, recency_days, frequency, monetary, recency_score,
          frequency_score, monetary_score, expected_value, reference_at)
      )
      """;

  private static final String FROM_RUN =
      """
      with incoming as (
        select r.user_id, r.tier, r.tier_rank, r.segment, r.recency_days, r.frequency, r.monetary,
          r.recency_score, r.frequency_score, r.monetary_score, r.expected_value, r.reference_at
        from run_assignment r
        join customer_feature f on f.user_id = r.user_id and f.features_as_of = r.features_as_of
        where r.run_id = ?
      )
      """;

  /**
   * A run leaves those alone of whom it says nothing new: of a million customers few move. Live
   * changes are written in any case, for the instant until which they count.
   *
   * <p>Parameters: whether to write what has not changed, cause, instant, run, instant, run, cause,
   * run, trace.
   */
  private static final String PLACE =
      """
      , judged as (select * from (
        select i.*, a.tier as old_tier, a.segment as old_segment, a.previous_tier as older_tier,
          a.cause as old_cause, a.assigned_at as old_assigned_at,
          (a.tier, a.tier_rank, a.segment, a.frequency, a.monetary, a.recency_score,
            a.frequency_score, a.monetary_score)
          is distinct from
          (i.tier, i.tier_rank, i.segment, i.frequency, i.monetary, i.recency_score,
            i.frequency_score, i.monetary_score) as changed
        from incoming i left join tier_assignment a on a.user_id = i.user_id
      ) compared where changed or ?
      ), placed as (
        insert into tier_assignment (user_id, run_id, tier, tier_rank, previous_tier, segment,
          recency_days, frequency, monetary, recency_score, frequency_score, monetary_score,
          expected_value, cause, assigned_at, reference_at)
        select user_id, p.run_id, tier, tier_rank,
          case when changed then old_tier else older_tier end, segment, recency_days, frequency,
          monetary, recency_score, frequency_score, monetary_score, expected_value,
          case when changed then p.cause else old_cause end,
          case when changed then p.at else old_assigned_at end, reference_at
        from judged, (select ?::text as cause, ?::timestamptz as at, ?::uuid as run_id) p
        order by user_id
        on conflict (user_id) do update set run_id = excluded.run_id, tier = excluded.tier,
          tier_rank = excluded.tier_rank, previous_tier = excluded.previous_tier,
          segment = excluded.segment, recency_days = excluded.recency_days,
          frequency = excluded.frequency, monetary = excluded.monetary,
          recency_score = excluded.recency_score, frequency_score = excluded.frequency_score,
          monetary_score = excluded.monetary_score, expected_value = excluded.expected_value,
          cause = excluded.cause, assigned_at = excluded.assigned_at,
          reference_at = excluded.reference_at
      ), remembered as (
        insert into tier_history (user_id, changed_at, run_id, from_tier, to_tier, from_segment,
          to_segment, cause)
        select user_id, ?, ?, old_tier, tier, old_segment, segment, ?
        from judged
        where tier is distinct from old_tier or segment is distinct from old_segment
      ), queued as (
        insert into assignment_outbox (user_id, run_id, trace)
        select user_id, ?, ? from judged where changed order by user_id
      )
      select count(*) from judged where changed
      """;

  private static final int MANY = 1_000;

  private final JdbcClient jdbc;

  public JdbcTierAssignments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void shareWithPublications() {
    lock("pg_advisory_xact_lock_shared");
  }

  @Override
  public void lockForPublication() {
    lock("pg_advisory_xact_lock");
  }

  private void lock(String function) {
    jdbc.sql("select 1 from " + function + "(?)")
        .param(PUBLICATION_LOCK)
        .query(Integer.class)
        .single();
  }

  @Override
  public int place(UUID runId, List<TierAssignment> placed, Cause cause, Instant at) {
    if (placed.isEmpty()) {
      return 0;
    }
    List<TierAssignment> sorted =
        placed.stream().sorted(Comparator.comparing(TierAssignment::userId)).toList();
    List<@Nullable Object> parameters = new ArrayList<>();
    parameters.add(Columns.texts(sorted, TierAssignment::userId));
    parameters.add(texts(sorted, standing -> standing.tier().name()));
    parameters.add(texts(sorted, standing -> standing.tier().rank()));
    parameters.add(Columns.texts(sorted, TierAssignment::segment));
    parameters.add(texts(sorted, standing -> standing.metrics().recencyDays()));
    parameters.add(texts(sorted, standing -> standing.metrics().frequency()));
    parameters.add(texts(sorted, standing -> standing.metrics().monetary()));
    parameters.add(texts(sorted, standing -> standing.score().recency()));
    parameters.add(texts(sorted, standing -> standing.score().frequency()));
    parameters.add(texts(sorted, standing -> standing.score().monetary()));
    parameters.add(Columns.texts(sorted, TierAssignment::expectedValue));
    parameters.add(Columns.texts(sorted, TierAssignment::referenceAt));
    return change(FROM_ARRAYS, parameters, runId, cause, at);
  }

  @Override
  public int adopt(UUID runId, Instant at) {
    List<@Nullable Object> parameters = new ArrayList<>();
    parameters.add(runId);
    int changed = change(FROM_RUN, parameters, runId, Cause.RUN, at);
    if (changed > MANY) {
      // The relay's plan was made for small tables, and would go on to read all of them for each
      // row.
      jdbc.sql("analyze tier_assignment, assignment_outbox").update();
    }
    return changed;
  }

  private int change(
      String source, List<@Nullable Object> parameters, UUID runId, Cause cause, Instant at) {
    Object timestamp = Columns.timestamp(at);
    parameters.addAll(
        Arrays.asList(
            cause == Cause.LIVE,
            cause.name(),
            timestamp,
            runId,
            timestamp,
            runId,
            cause.name(),
            runId,
            TraceContext.currentHeader()));
    return jdbc.sql(source + PLACE).params(parameters).query(Integer.class).single();
  }

  private static @Nullable String[] texts(
      List<TierAssignment> placed, Function<Standing, Object> column) {
    return Columns.texts(
        placed,
        assignment -> {
          Standing standing = assignment.standing();
          return standing == null ? null : column.apply(standing);
        });
  }

  @Override
  public int remove(Collection<String> userIds) {
    Object[] ids = {userIds.toArray(String[]::new)};
    jdbc.sql(
            """
            delete from run_assignment a using segmentation_run r, unnest(?::text[]) as gone(user_id)
            where a.run_id = r.id and a.user_id = gone.user_id
            """)
        .params(Arrays.asList(ids))
        .update();
    jdbc.sql("delete from tier_history where user_id = any(?::text[])")
        .params(Arrays.asList(ids))
        .update();
    return jdbc.sql(
            """
            with gone as (
              delete from tier_assignment where user_id = any(?::text[]) returning user_id, run_id
            )
            insert into assignment_outbox (user_id, run_id, trace)
            select user_id, run_id, ? from gone
            """)
        .params(Arrays.asList(ids[0], TraceContext.currentHeader()))
        .update();
  }
}
