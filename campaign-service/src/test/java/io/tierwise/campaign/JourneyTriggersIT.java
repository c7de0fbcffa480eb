package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.audience.Persons;
import io.tierwise.campaign.audience.Persons.Person;
import io.tierwise.campaign.journey.CurrentBook;
import io.tierwise.campaign.journey.Enrolments;
import io.tierwise.campaign.journey.SweepMembers;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.profile.UserErasure;
import io.tierwise.contracts.segmentation.TierAssignment;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Triggers that are no plain events, and what becomes of persons who merge or are erased. */
class JourneyTriggersIT extends CampaignServiceIT {
  private static final String MAIL =
      """
      {"id": "mail", "type": "send", "channel": "email",
       "creatives": {"default": {"title": "Hello", "body": "{{tier}} {{itemId}}"}}}
      """;
  private static final String LONG = "{\"id\": \"w\", \"type\": \"wait\", \"duration\": \"P300D\"}";
  @Autowired CurrentBook books;
  @Autowired Members members;
  @Autowired Enrolments enrolments;
  @Autowired Persons persons;

  private String active(String trigger, String more, String steps) {
    Answer made =
        post(
            "/v1/journeys",
            "{\"name\": \"t\", \"trigger\": %s, %s \"steps\": [%s]}"
                .formatted(trigger, more, steps));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    String id = made.body().get("id").asString();
    assertThat(post("/v1/journeys/" + id + "/activate", null).status()).isEqualTo(200);
    return id;
  }

  private static void eventually(Callable<Boolean> fact) {
    await().atMost(Duration.ofSeconds(60)).until(fact);
  }

  private List<String> messages(String journey) {
    return jdbc.sql("select user_id from message where journey_id = ? order by user_id")
        .param(journey)
        .query(String.class)
        .list();
  }

  private List<String> enrolled(String journey) {
    return jdbc.sql(
            "select user_id || ' ' || state from journey_enrolment where journey_id = ?"
                + " order by user_id, id")
        .param(journey)
        .query(String.class)
        .list();
  }

  private void profile(String user, java.util.function.Consumer<ObjectNode> change) {
    ObjectNode features = (ObjectNode) JSON.readTree(ContractJson.write(features(user, 0)));
    change.accept(features);
    kafka.send(Topics.PROFILE_FEATURES, user, features.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void tier(String user, String before, String after) {
    kafka.send(
        Topics.TIER_ASSIGNMENTS,
        user,
        ContractJson.write(
            new TierAssignment(
                TierAssignment.SCHEMA,
                user,
                "run",
                after,
                1,
                before,
                "x",
                null,
                null,
                TierAssignment.Cause.LIVE,
                Instant.now())));
  }

  @Test
  void tierChange_intoATier() {
    members("rise", 4);
    String id = active("{\"type\": \"tier-change\", \"to\": \"Diamond\"}", "", MAIL);
    tier("rise-0", "Gold", "Diamond");
    tier("rise-2", "Gold", "Silver");
    eventually(() -> messages(id).equals(List.of("rise-0")));
    assertThat(enrolled(id)).containsExactly("rise-0 DONE");
  }

  @Test
  void welcome_onTheFirstProfileWithAUserId() {
    members("known", 2);
    String id =
        active(
            "{\"type\": \"welcome\"}",
            "\"audience\": {\"conditions\":"
                + " [{\"feature\": \"traits.hall\", \"op\": \"eq\", \"value\": \"w\"}]},",
            MAIL);
    profile("known-0", f -> ((ObjectNode) f.get("traits")).put("hall", "w"));
    profile("newcomer", f -> ((ObjectNode) f.get("traits")).put("hall", "w"));
    profile("newcomer", f -> ((ObjectNode) f.get("traits")).put("hall", "w"));
    profile(
        "imported",
        f -> {
          ((ObjectNode) f.get("traits")).put("hall", "w");
          f.put("lastSeenAt", "2020-01-01T00:00:00Z");
        });
    profile("never-seen", f -> f.remove("lastSeenAt"));
    eventually(() -> messages(id).equals(List.of("newcomer")));
    eventually(
        () ->
            jdbc.sql("select count(*) from member_profile where user_id = 'never-seen'")
                    .query(Integer.class)
                    .single()
                == 1);
    assertThat(enrolled(id)).contains("newcomer DONE").doesNotContain("imported DONE");
    assertThat(enrolled(id).toString()).doesNotContain("known-0");
    post("/v1/journeys/" + id + "/end", null);
  }

  @Test
  void replenishment_afterTheGivenDays_runsAgainFromTheNextPurchase() {
    members("refill", 2);
    String id =
        active(
            "{\"type\": \"replenishment\", \"days\": 30, \"itemIds\": [\"tea\"]}",
            "\"reentry\": {\"rule\": \"always\"},",
            MAIL);
    send(order("refill-0", "r1", Instant.now()));
    eventually(() -> enrolled(id).equals(List.of("refill-0 WAITING")));
    Instant next = Instant.now().plusSeconds(60);
    send(order("refill-0", "r2", next));
    eventually(
        () ->
            jdbc.sql("select due_at from journey_enrolment where journey_id = ?")
                .param(id)
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant()
                .isAfter(next.plus(Duration.ofDays(30)).minusSeconds(1)));
    assertThat(enrolled(id)).hasSize(1);
  }

  private static BehaviorEvent order(String user, String id, Instant at) {
    BehaviorEvent plain = event(user, user + id, "Order Completed", at, order(id, "9"), null);
    return new BehaviorEvent(
        plain.schema(),
        plain.messageId(),
        plain.type(),
        plain.event(),
        user,
        null,
        null,
        at,
        at,
        "test",
        null,
        null,
        List.of(
            new BehaviorEvent.EventProduct("tea", "Tea", List.of(), null, null, 1, null),
            new BehaviorEvent.EventProduct("pot", "Pot", List.of(), null, null, 1, null)),
        plain.order(),
        null,
        null,
        null,
        plain.properties(),
        plain.traits());
  }

  @Test
  void time_letsInByASweep_once() {
    String here =
        "\"audience\": {\"conditions\":"
            + " [{\"feature\": \"traits.hall\", \"op\": \"eq\", \"value\": \"sweep\"}]},";
    String birthday = active("{\"type\": \"birthday\"}", here, LONG);
    String away = active("{\"type\": \"inactivity\", \"days\": 30}", here, LONG);
    jdbc.sql("update journey set active_since = now() - interval '5 days' where id in (?, ?)")
        .params(away, birthday)
        .update();
    jdbc.sql("update journey_change set n = n + 1").update();
    // Noon, so that no day ends while this runs.
    Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));
    LocalDate today = LocalDate.ofInstant(noon, ZoneId.of("Europe/London"));
    for (String user : List.of("sweep-today", "sweep-other")) {
      LocalDate born = user.endsWith("today") ? today : today.minusDays(40);
      profile(
          user,
          f -> {
            ((ObjectNode) f.get("traits")).put("hall", "sweep").put("birthday", born.toString());
            // A day later the month is over.
            Duration ago = user.endsWith("today") ? Duration.ofDays(29) : Duration.ofHours(721);
            f.put("lastSeenAt", noon.minus(ago).toString());
          });
    }
    eventually(
        () ->
            jdbc.sql("select count(*) from member_profile where user_id like 'sweep-%'")
                    .query(Integer.class)
                    .single()
                == 2);
    SweepMembers sweep =
        new SweepMembers(
            books, members, enrolments, Clock.fixed(noon, ZoneOffset.UTC), Duration.ofDays(2));
    sweep.sweep();
    sweep.sweep();
    eventually(() -> enrolled(birthday).equals(List.of("sweep-today ACTIVE")));
    eventually(() -> enrolled(away).equals(List.of("sweep-other ACTIVE")));
    post("/v1/journeys/" + birthday + "/end", null);
    post("/v1/journeys/" + away + "/end", null);
  }

  @Test
  void twoIdsOfOnePerson_goOnAsOne_andAnErasureTakesAll() {
    members("twin", 2);
    String id =
        active(
            "{\"type\": \"event\", \"event\": {\"event\": \"Twin Start\"}}",
            "",
            "{\"id\": \"w\", \"type\": \"wait-for-event\", \"event\": {\"event\": \"Twin Go\"},"
                + " \"timeout\": \"P1D\"}, "
                + MAIL);
    send(event("twin-0", "t0", "Twin Start", Instant.now(), null, null));
    eventually(() -> enrolled(id).equals(List.of("twin-0 ACTIVE")));
    send(event("twin-1", "t1", "Twin Start", Instant.now(), null, null));
    eventually(() -> enrolled(id).equals(List.of("twin-0 ACTIVE", "twin-1 ACTIVE")));
    persons.follow(List.of(new Person("twin-0", List.of("twin-1"), Instant.now())));
    send(event("twin-1", "t2", "Twin Go", Instant.now(), null, null));
    eventually(() -> enrolled(id).equals(List.of("twin-0 DONE", "twin-0 EXITED")));
    assertThat(messages(id)).containsExactly("twin-0");

    UserErasure erasure =
        new UserErasure(UserErasure.SCHEMA, "twin-0", List.of("twin-1"), Instant.now());
    kafka.send(Topics.USER_ERASURES, "twin-0", ContractJson.write(erasure));
    eventually(() -> enrolled(id).isEmpty());
    assertThat(
            jdbc.sql("select count(*) from journey_event where user_id like 'twin-%'")
                .query(Integer.class)
                .single())
        .isZero();
  }
}
