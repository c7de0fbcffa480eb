package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.experiment.ArmOutcome;
import io.tierwise.campaign.journey.Enrolment.State;
import io.tierwise.campaign.journey.JourneyFigures;
import io.tierwise.campaign.journey.Transition;
import io.tierwise.campaign.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts over enrolments and sends; orders of a user count from the first entry on. */
public final class JdbcJourneyFigures implements JourneyFigures {
  private static final ArmOutcome NOBODY = new ArmOutcome(0, 0, Money.ZERO, 0);
  private static final String DONE =
      """
      with unit as (
        select distinct on (user_id) user_id, state = 'HELD_OUT' as held_out, entered_at, choices
        from journey_enrolment where journey_id = :journey and entered_at is not null
        order by user_id, entered_at, id
      ), done as (
        select u.held_out, u.choices, o.orders, o.revenue
        from unit u
        cross join lateral (
          select count(*) as orders, coalesce(sum(s.revenue_micros), 0)::bigint as revenue
          from standing_order s
          where s.user_id = u.user_id and s.occurred_at >= u.entered_at
            and s.occurred_at < u.entered_at + make_interval(secs => :window)
        ) o
      )
      """;
  private static final String OUTCOME =
      """
      count(*) as users, count(*) filter (where orders > 0) as converted,
      coalesce(sum(revenue), 0)::bigint as revenue,
      coalesce(sum((revenue / 1e6) * (revenue / 1e6)), 0)::float8 as squares
      """;
  private final JdbcClient jdbc;

  public JdbcJourneyFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<StateCount> states(String journeyId) {
    return jdbc.sql(
            "select state, outcome, count(*) as n from journey_enrolment where journey_id = ?"
                + " group by state, outcome order by state, outcome")
        .param(journeyId)
        .query(
            (row, _) ->
                new StateCount(
                    State.valueOf(row.getString("state")),
                    row.getString("outcome"),
                    row.getLong("n")))
        .list();
  }

  @Override
  public Map<String, Long> active(String journeyId) {
    Map<String, Long> active = new TreeMap<>();
    jdbc.sql(
            "select step, count(*) as n from journey_enrolment"
                + " where journey_id = ? and state = 'ACTIVE' group by step")
        .param(journeyId)
        .query(
            row -> {
              active.put(row.getString("step"), row.getLong("n"));
            });
    return active;
  }

  @Override
  public List<SendCount> sends(String journeyId) {
    return jdbc.sql(
            "select step, channel, outcome, count(*) as n from journey_send where journey_id = ?"
                + " group by step, channel, outcome order by step, channel, outcome")
        .param(journeyId)
        .query(
            (row, _) ->
                new SendCount(
                    row.getString("step"),
                    row.getString("channel"),
                    Transition.Outcome.valueOf(row.getString("outcome")),
                    row.getLong("n")))
        .list();
  }

  @Override
  public Arms arms(String journeyId, Duration window) {
    Map<Boolean, ArmOutcome> arms = new HashMap<>();
    jdbc.sql(DONE + "select held_out, " + OUTCOME + " from done group by held_out")
        .param("journey", journeyId)
        .param("window", (double) window.toSeconds())
        .query(
            row -> {
              arms.put(row.getBoolean("held_out"), outcome(row));
            });
    return new Arms(arms.getOrDefault(false, NOBODY), arms.getOrDefault(true, NOBODY));
  }

  @Override
  public List<BranchOutcome> branches(String journeyId, Duration window) {
    return jdbc.sql(
            DONE
                + "select c.key as step, c.value as branch, "
                + OUTCOME
                + " from done cross join lateral jsonb_each_text(choices) c where not held_out"
                + " group by c.key, c.value order by c.key, c.value")
        .param("journey", journeyId)
        .param("window", (double) window.toSeconds())
        .query(
            (row, _) ->
                new BranchOutcome(row.getString("step"), row.getString("branch"), outcome(row)))
        .list();
  }

  private static ArmOutcome outcome(ResultSet row) throws SQLException {
    return new ArmOutcome(
        row.getLong("users"),
        row.getLong("converted"),
        new Money(row.getLong("revenue")),
        row.getDouble("squares"));
  }

  @Override
  public List<Listed> list(
      @Nullable String journeyId, @Nullable String userId, @Nullable Long before, int limit) {
    return jdbc.sql(
            """
            select id, journey_id, version, user_id, state, triggered_at, entered_at, step, due_at,
                   outcome, ended_at, context
            from journey_enrolment
            where (?::text is null or journey_id = ?::text)
              and (?::text is null or user_id = (
                select coalesce((select i.user_id from member_identity i where i.alias_id = u.id),
                                u.id)
                from (select ?::text as id) u))
              and id < ?
            order by id desc limit ?
            """)
        .param(journeyId)
        .param(journeyId)
        .param(userId)
        .param(userId)
        .param(before == null ? Long.MAX_VALUE : before)
        .param(limit)
        .query((row, _) -> listed(row))
        .list();
  }

  private static Listed listed(ResultSet row) throws SQLException {
    return new Listed(
        row.getLong("id"),
        row.getString("journey_id"),
        row.getInt("version"),
        row.getString("user_id"),
        State.valueOf(row.getString("state")),
        Rows.instant(row, "triggered_at"),
        Rows.instantOrNull(row, "entered_at"),
        row.getString("step"),
        Rows.instantOrNull(row, "due_at"),
        row.getString("outcome"),
        Rows.instantOrNull(row, "ended_at"),
        StoredJson.readTexts(row.getString("context")));
  }
}
