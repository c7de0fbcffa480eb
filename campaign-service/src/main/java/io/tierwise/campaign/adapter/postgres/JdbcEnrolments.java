package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.delivery.Messages;
import io.tierwise.campaign.journey.Candidate;
import io.tierwise.campaign.journey.Enrolment;
import io.tierwise.campaign.journey.Enrolment.State;
import io.tierwise.campaign.journey.Enrolments;
import io.tierwise.campaign.journey.Intake;
import io.tierwise.campaign.journey.ItemChange;
import io.tierwise.campaign.journey.JourneyBook.Entry;
import io.tierwise.campaign.journey.SeenEvent;
import io.tierwise.campaign.journey.Transition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Users on the way as rows. The lock of persons comes before those of rows, always, as for a move
 * of ids; whoever looks at a row holds its lock until what came of it is kept.
 */
public final class JdbcEnrolments implements Enrolments {
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Messages messages;
  private final JourneyEventRows events;

  public JdbcEnrolments(JdbcClient jdbc, TransactionTemplate transactions, Messages messages) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.messages = messages;
    this.events = new JourneyEventRows(jdbc);
  }

  @Override
  public void take(Intake intake, Instant now) {
    transactions.executeWithoutResult(
        _ -> {
          JdbcPersons.share(jdbc);
          events.keep(intake);
          CandidateRows.insert(jdbc, intake.candidates());
          wake(intake.wakes(), now);
        });
  }

  @Override
  public void trigger(List<Candidate> candidates, Instant now) {
    if (!candidates.isEmpty()) {
      transactions.executeWithoutResult(
          _ -> {
            JdbcPersons.share(jdbc);
            CandidateRows.insert(jdbc, candidates);
          });
    }
  }

  /** Somebody who waits to be let in is looked at when that is due, not before. */
  private void wake(List<Intake.Wake> wakes, Instant now) {
    if (wakes.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            with b as (
              select b.journey_id, coalesce(i.user_id, b.user_id) as user_id
              from unnest(?::text[], ?::text[]) as b (journey_id, user_id)
              left join member_identity i on i.alias_id = b.user_id
            ), open as materialized (
              select e.id from journey_enrolment e
              where e.state = 'ACTIVE' and e.due_at > ?
                and (e.journey_id, e.user_id) in (select journey_id, user_id from b)
              order by e.id for update of e
            )
            update journey_enrolment e set due_at = ?
            from open where e.id = open.id and e.state = 'ACTIVE' and e.due_at > ?
            """)
        .param(column(wakes, Intake.Wake::journeyId))
        .param(column(wakes, Intake.Wake::userId))
        .param(Rows.time(now))
        .param(Rows.time(now))
        .param(Rows.time(now))
        .update();
  }

  @Override
  public int look(int most, Instant now, Function<List<Enrolment>, List<Looked>> look) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              if (!isAnyDue(now)) {
                return 0;
              }
              JdbcPersons.share(jdbc);
              List<Enrolment> due = claim(most, now);
              keep(look.apply(due), now);
              return due.size();
            }));
  }

  private boolean isAnyDue(Instant now) {
    // The least one is the first of the index, whatever the planner thinks of how many are due.
    return jdbc.sql(
            "select coalesce(min(due_at) <= ?, false) from journey_enrolment"
                + " where due_at is not null")
        .param(Rows.time(now))
        .query(Boolean.class)
        .single();
  }

  private List<Enrolment> claim(int most, Instant now) {
    return jdbc.sql(
            """
            select id, journey_id, version, user_id, subject, state, triggered_at, entered_at, step,
                   step_since, timer_at, hops, choices, context,
                   exists (
                     select from journey_enrolment o
                     where o.user_id = e.user_id and o.journey_id = e.journey_id
                       and o.subject = e.subject and o.state in ('WAITING', 'ACTIVE')
                       and o.id < e.id) as twin
            from journey_enrolment e where due_at <= ?
            order by due_at limit ? for update skip locked
            """)
        .params(Rows.time(now), most)
        .query((row, _) -> enrolment(row))
        .list();
  }

  private static Enrolment enrolment(ResultSet row) throws SQLException {
    return new Enrolment(
        row.getLong("id"),
        row.getString("journey_id"),
        row.getInt("version"),
        row.getString("user_id"),
        row.getString("subject"),
        State.valueOf(row.getString("state")),
        Rows.instant(row, "triggered_at"),
        Rows.instantOrNull(row, "entered_at"),
        row.getString("step"),
        Rows.instantOrNull(row, "step_since"),
        Rows.instantOrNull(row, "timer_at"),
        row.getInt("hops"),
        StoredJson.readTexts(row.getString("choices")),
        StoredJson.readTexts(row.getString("context")),
        row.getBoolean("twin"));
  }

  private void keep(List<Looked> looked, Instant now) {
    List<Transition> stood =
        looked.stream().filter(Looked::parked).map(Looked::transition).toList();
    List<Transition> moved =
        looked.stream().filter(look -> !look.parked()).map(Looked::transition).toList();
    park(stood);
    move(moved, now);
    keepSends(moved, now);
    List<Message> sent = looked.stream().flatMap(look -> look.messages().stream()).toList();
    if (!sent.isEmpty()) {
      messages.enqueue(sent, now);
    }
  }

  private void park(List<Transition> stood) {
    if (!stood.isEmpty()) {
      jdbc.sql("update journey_enrolment set due_at = null where id = any(?::bigint[])")
          .param(stood.stream().map(t -> t.enrolment().id()).toArray(Long[]::new))
          .update();
    }
  }

  private void move(List<Transition> moved, Instant now) {
    if (moved.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            update journey_enrolment e set state = b.state, entered_at = b.entered_at::timestamptz,
              step = b.step, step_since = b.step_since::timestamptz,
              timer_at = b.timer_at::timestamptz, due_at = b.due_at::timestamptz,
              hops = b.hops::int, choices = b.choices::jsonb, outcome = b.outcome,
              ended_at = case when b.due_at is null then ?::timestamptz end
            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[])
              as b (id, state, entered_at, step, step_since, timer_at, due_at, hops, choices,
                    outcome)
            where e.id = b.id
            """)
        .param(Rows.time(now))
        .param(moved.stream().map(t -> t.enrolment().id()).toArray(Long[]::new))
        .param(column(moved, t -> t.enrolment().state()))
        .param(column(moved, t -> t.enrolment().enteredAt()))
        .param(column(moved, t -> t.enrolment().step()))
        .param(column(moved, t -> t.enrolment().stepSince()))
        .param(column(moved, t -> t.enrolment().timerAt()))
        .param(column(moved, Transition::dueAt))
        .param(column(moved, t -> t.enrolment().hops()))
        .param(column(moved, t -> StoredJson.write(t.enrolment().choices())))
        .param(column(moved, Transition::outcome))
        .update();
  }

  private record Row(Enrolment enrolment, Transition.Sent sent) {}

  private void keepSends(List<Transition> moved, Instant now) {
    List<Row> rows =
        moved.stream()
            .flatMap(t -> t.sent().stream().map(sent -> new Row(t.enrolment(), sent)))
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into journey_send (enrolment_id, hop, journey_id, step, channel, outcome, at)
            select id::bigint, hop::int, journey_id, step, channel, outcome, ?
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as b (id, hop, journey_id, step, channel, outcome)
            """)
        .param(Rows.time(now))
        .param(column(rows, row -> row.enrolment().id()))
        .param(column(rows, row -> row.sent().hop()))
        .param(column(rows, row -> row.enrolment().journeyId()))
        .param(column(rows, row -> row.sent().step().id()))
        .param(column(rows, row -> row.sent().step().channel().id()))
        .param(column(rows, row -> row.sent().outcome()))
        .update();
  }

  @Override
  public Map<String, List<SeenEvent>> events(Collection<String> userIds, Instant since) {
    return events.since(userIds, since);
  }

  @Override
  public Map<String, Orders> orders(Collection<String> userIds) {
    Map<String, Orders> orders = new HashMap<>();
    jdbc.sql(
            """
            select u.id, o.orders, o.first, o.last from unnest(?::text[]) as u (id)
            cross join lateral (
              select count(*) as orders, min(occurred_at) as first, max(occurred_at) as last
              from standing_order s where s.user_id = u.id) o
            where o.orders > 0
            """)
        .param(userIds.stream().sorted().toArray(String[]::new))
        .query(
            row -> {
              orders.put(
                  row.getString("id"),
                  new Orders(
                      row.getLong("orders"),
                      Rows.instant(row, "first"),
                      Rows.instant(row, "last")));
            });
    return orders;
  }

  @Override
  public List<Away> ordersWithoutNext(Duration gap, Instant from, Instant to) {
    return jdbc.sql(
            """
            select user_id, at from (
              select user_id, occurred_at + make_interval(secs => :gap) as at,
                     lead(occurred_at) over (partition by user_id order by occurred_at) as next
              from standing_order) o
            where at >= :from and at < :to and (next is null or next > at)
            order by user_id, at
            """)
        .param("gap", (double) gap.toSeconds())
        .param("from", Rows.time(from))
        .param("to", Rows.time(to))
        .query((row, _) -> new Away(row.getString("user_id"), Rows.instant(row, "at")))
        .list();
  }

  @Override
  public Map<String, String> canonical(Collection<String> userIds) {
    Map<String, String> canonical = new HashMap<>();
    jdbc.sql("select alias_id, user_id from member_identity where alias_id = any(?)")
        .param(userIds.stream().sorted().toArray(String[]::new))
        .query(
            row -> {
              canonical.put(row.getString("alias_id"), row.getString("user_id"));
            });
    return canonical;
  }

  @Override
  public Map<String, Duration> usualIntervals(Collection<String> itemIds, int enough) {
    return events.usualIntervals(itemIds, enough);
  }

  @Override
  public void triggerByItem(Entry journey, ItemChange change, Instant now) {
    List<Candidate> candidates = new ArrayList<>(events.interested(journey, change, now));
    trigger(candidates, now);
  }

  @Override
  public Set<String> notYetIdentified(Collection<String> userIds) {
    return new HashSet<>(
        jdbc.sql(
                """
                select u.id from unnest(?::text[]) as u (id)
                where not exists (
                  select from member_profile p where p.user_id = u.id and p.identified)
                """)
            .param(userIds.stream().sorted().toArray(String[]::new))
            .query(String.class)
            .list());
  }

  @Override
  public void forget(Collection<String> userIds) {
    transactions.executeWithoutResult(
        _ -> {
          for (String table :
              List.of(
                  "journey_enrolment", "journey_event", "journey_interest", "journey_purchase")) {
            jdbc.sql("delete from " + table + " where user_id = any(?) or came_as = any(?)")
                .param(userIds.stream().sorted().toArray(String[]::new))
                .param(userIds.stream().sorted().toArray(String[]::new))
                .update();
          }
        });
  }

  @Override
  public int forgetEvents(Instant before) {
    return events.forget(before);
  }
}
