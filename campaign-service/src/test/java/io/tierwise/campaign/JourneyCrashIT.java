package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.adapter.postgres.JdbcEnrolments;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.delivery.Messages;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.journey.CurrentBook;
import io.tierwise.campaign.journey.Enrolments;
import io.tierwise.campaign.journey.Intake;
import io.tierwise.campaign.journey.LookAtDue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Workers whose connections are cut after the step and its message were written, and before the
 * commit, which is what the database sees of a process that is killed.
 */
class JourneyCrashIT extends CampaignServiceIT {
  private static final int USERS = 3_000;
  private static final int WORKERS = 3;
  private static final int CRASHES = 12;
  private static final String ON_THE_WAY =
      "select count(*) from journey_enrolment where journey_id = ? and state <> 'DONE'";
  @Autowired TransactionTemplate transactions;
  @Autowired Messages messages;
  @Autowired Members members;
  @Autowired CurrentBook books;
  @Autowired HoldoutAssignment nobody;

  /** The service's own worker finds nobody who is due. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofDays(11));

  private String activeJourney() {
    String made =
        post(
                "/v1/journeys",
                """
                {"name": "crash", "trigger": {"type": "event", "event": {"event": "Never"}},
                 "reentry": {"rule": "always"}, "steps": [
                   {"id": "a", "type": "send", "channel": "email",
                    "creatives": {"default": {"title": "T", "body": "B"}}},
                   {"id": "w", "type": "wait", "duration": "PT1S"},
                   {"id": "b", "type": "send", "channel": "email",
                    "creatives": {"default": {"title": "T", "body": "B"}}}]}
                """)
            .body()
            .get("id")
            .asString();
    assertThat(post("/v1/journeys/" + made + "/activate", null).status()).isEqualTo(200);
    return made;
  }

  private void membersBySql() {
    jdbc.sql(
            """
            insert into member_profile
              (user_id, as_of, identified, orders, net_revenue, consents, features)
            select 'crash-' || n, now(), true, 1, 10, array['email'], '{}'
            from generate_series(1, ?) as n
            """)
        .param(USERS)
        .update();
  }

  private void enrol(String journey) {
    jdbc.sql(
            """
            insert into journey_enrolment (journey_id, version, user_id, came_as, subject,
              entry_key, state, triggered_at, due_at, context)
            select ?, 1, 'crash-' || n, 'crash-' || n, '', 'k', 'WAITING', now(), now() + interval '10 days', '{}'
            from generate_series(1, ?) as n
            """)
        .params(journey, USERS)
        .update();
  }

  private LookAtDue mortal(AtomicInteger crashes) {
    Messages cut =
        (List<Message> batch, Instant now) -> {
          int kept = messages.enqueue(batch, now);
          if (crashes.getAndDecrement() > 0) {
            jdbc.sql("select pg_terminate_backend(pg_backend_pid())").query(Boolean.class).single();
          }
          return kept;
        };
    Enrolments enrolments = new JdbcEnrolments(jdbc, transactions, cut);
    return new LookAtDue(books, enrolments, members, nobody, LATER, 100);
  }

  @Test
  void killedWorkers_sendNothingTwice_andLoseNothing() throws Exception {
    membersBySql();
    String journey = activeJourney();
    enrol(journey);
    AtomicInteger crashes = new AtomicInteger(CRASHES);
    AtomicInteger died = new AtomicInteger();
    try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
      List<Future<?>> running =
          Stream.generate(() -> mortal(crashes))
              .limit(WORKERS)
              .<Future<?>>map(worker -> workers.submit(() -> work(journey, worker, died)))
              .toList();
      for (Future<?> one : running) {
        one.get();
      }
    }
    assertThat(died.get()).isEqualTo(CRASHES);
    assertThat(count("select count(*) from message where journey_id = ?", journey))
        .isEqualTo(2 * USERS);
    assertThat(count("select count(*) from journey_send where journey_id = ?", journey))
        .isEqualTo(2 * USERS);
    assertThat(
            count(
                "select count(*) from (select user_id from message where journey_id = ?"
                    + " group by user_id having count(*) <> 2) wrong",
                journey))
        .isZero();
  }

  /** Until all have come to the end: a worker that is killed comes again. */
  private void work(String journey, LookAtDue worker, AtomicInteger died) {
    while (count(ON_THE_WAY, journey) > 0) {
      try {
        worker.lookOnce();
      } catch (DataAccessException | TransactionException e) {
        died.incrementAndGet();
      }
    }
  }

  private int count(String sql, String journey) {
    return jdbc.sql(sql).param(journey).query(Integer.class).single();
  }

  @Test
  void usersWhoWait_areNotRead_whenSomeAreDue() {
    String journey = activeJourney();
    jdbc.sql(
            """
            insert into journey_enrolment (journey_id, version, user_id, came_as, subject,
              entry_key, state, triggered_at, step, step_since, timer_at, due_at, context)
            select ?, 1, 'wait-' || n, 'wait-' || n, '', 'k', 'ACTIVE', now(), 'w', now(),
                   now() + interval '30 days', now() + interval '30 days', '{}'
            from generate_series(1, 20000) as n
            """)
        .param(journey)
        .update();
    jdbc.sql("analyze journey_enrolment").update();
    List<String> plan =
        jdbc.sql(
                "explain (analyze, buffers off, costs off, timing off, summary off)"
                    + " select id from journey_enrolment"
                    + " where due_at <= now() order by due_at limit 500")
            .query(String.class)
            .list();
    assertThat(plan.toString())
        .contains("journey_enrolment_due")
        .doesNotContain("Seq Scan")
        .doesNotContain("Removed by Filter");
    jdbc.sql("delete from journey_enrolment where journey_id = ?").param(journey).update();
  }

  @Test
  void theSameIntakeTwice_isAsOnce() {
    String journey = activeJourney();
    Enrolments enrolments = new JdbcEnrolments(jdbc, transactions, messages);
    Instant later = Instant.now().plusSeconds(3_600);
    Intake intake =
        new Intake(
            List.of(
                new io.tierwise.campaign.journey.Candidate(
                    journey,
                    1,
                    "twice",
                    "",
                    "m1",
                    Instant.now(),
                    later,
                    false,
                    java.util.Map.of())),
            List.of(),
            List.of(new Intake.Wake(journey, "twice")),
            List.of(new Intake.Interest("twice", "i", Intake.Kind.VIEWED, Instant.now())),
            List.of(new Intake.Purchase("twice", "i", "o", Instant.now())));
    enrolments.take(intake, Instant.now());
    enrolments.take(intake, Instant.now());
    assertThat(count("select count(*) from journey_enrolment where journey_id = ?", journey))
        .isEqualTo(1);
    jdbc.sql("delete from journey_enrolment where journey_id = ?").param(journey).update();
  }
}
