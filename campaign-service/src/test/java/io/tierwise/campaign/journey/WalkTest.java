package io.tierwise.campaign.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.journey.Enrolment.State;
import io.tierwise.campaign.journey.Transition.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WalkTest {
  private static final Instant T = Instant.parse("2026-11-10T12:00:00Z");
  private static final String SEND =
      "{\"id\": \"%s\", \"type\": \"send\", \"channel\": \"email\", \"template\": \"t\"}";

  private static JourneyPlan plan(String more, String... steps) {
    return Plans.plan(
        """
        {"name": "n", "trigger": {"type": "event", "event": {"event": "Started"}}, %s
         "steps": [%s]}
        """
            .formatted(more, String.join(", ", steps)));
  }

  private static Enrolment waiting(String user) {
    return new Enrolment(
        1,
        "j",
        1,
        user,
        "",
        State.WAITING,
        T,
        null,
        null,
        null,
        null,
        0,
        Map.of(),
        Map.of(),
        false);
  }

  private static Facts facts(String tier, Set<String> consents, SeenEvent... events) {
    Member member =
        new Member("u", true, tier, "Champions", Double.NaN, consents, Map.of(), Set.of("fans"));
    return new Facts(member, "Asia/Kathmandu", List.of(events), null, 0, false);
  }

  private static Facts gold(SeenEvent... events) {
    return facts("Gold", Set.of("email"), events);
  }

  private static SeenEvent event(String name, Instant at) {
    return new SeenEvent("u", name + at, name, at, Map.of());
  }

  private static List<String> sent(Transition transition) {
    return transition.sent().stream()
        .map(sent -> sent.hop() + " " + sent.step().id() + " " + sent.outcome())
        .toList();
  }

  @Test
  void sendsAtOnce_thenWaits_thenGoesOn() {
    JourneyPlan plan =
        plan(
            "",
            SEND.formatted("a"),
            "{\"id\": \"w\", \"type\": \"wait\", \"duration\": \"P1D\"}",
            SEND.formatted("b"));
    Transition first = Walk.look(plan, waiting("u"), gold(), T);
    assertThat(sent(first)).containsExactly("0 a SENT");
    assertThat(first.dueAt()).isEqualTo(T.plus(Duration.ofDays(1)));
    // A look before the time changes nothing.
    Transition early = Walk.look(plan, first.enrolment(), gold(), T.plusSeconds(5));
    assertThat(early).isEqualTo(new Transition(first.enrolment(), first.dueAt(), null, List.of()));
    Transition last = Walk.look(plan, first.enrolment(), gold(), first.dueAt());
    assertThat(sent(last)).containsExactly("2 b SENT");
    assertThat(last.enrolment().state()).isEqualTo(State.DONE);
    assertThat(last.dueAt()).isNull();
  }

  @Test
  void withoutConsent_nothingIsSent_andTheWayGoesOn() {
    Transition look =
        Walk.look(plan("", SEND.formatted("a")), waiting("u"), facts("Gold", Set.of()), T);
    assertThat(look.sent())
        .extracting(Transition.Sent::outcome)
        .containsExactly(Outcome.NO_CONSENT);
    assertThat(look.enrolment().state()).isEqualTo(State.DONE);
  }

  @Test
  void timeOfDay_isThatOfTheUser() {
    JourneyPlan plan = plan("", "{\"id\": \"w\", \"type\": \"wait-until\", \"until\": \"09:00\"}");
    // 12:00 in UTC is 17:45 in Kathmandu; nine o'clock there is 03:15 in UTC.
    assertThat(Walk.look(plan, waiting("u"), gold(), T).dueAt())
        .isEqualTo(Instant.parse("2026-11-11T03:15:00Z"));
    Instant nine = Instant.parse("2026-11-11T03:15:00Z");
    assertThat(Walk.look(plan, waiting("u"), gold(), nine).dueAt())
        .isEqualTo(nine.plus(Duration.ofDays(1)));
  }

  @Test
  void waitForEvent_endsWithItOrWithTheTime() {
    JourneyPlan plan =
        plan(
            "",
            """
            {"id": "w", "type": "wait-for-event", "event": {"event": "Clicked"}, "timeout": "P1D",
             "next": "yes", "onTimeout": "no"}
            """,
            SEND.formatted("yes"),
            SEND.formatted("no"));
    Enrolment there = Walk.look(plan, waiting("u"), gold(), T).enrolment();
    SeenEvent before = event("Clicked", T.minusSeconds(1));
    assertThat(Walk.look(plan, there, gold(before), T.plusSeconds(60)).sent()).isEmpty();
    SeenEvent click = event("Clicked", T.plusSeconds(30));
    assertThat(sent(Walk.look(plan, there, gold(before, click), T.plusSeconds(60))))
        .containsExactly("1 yes SENT", "2 no SENT");
    // A look that comes late knows that the event was in time.
    Instant late = T.plus(Duration.ofDays(3));
    assertThat(sent(Walk.look(plan, there, gold(click), late))).hasSize(2);
    assertThat(sent(Walk.look(plan, there, gold(event("Clicked", late)), late)))
        .containsExactly("1 no SENT");
  }

  @Test
  void exit_endsItAtAnyStep_butNotByTheTriggerItself() {
    JourneyPlan plan =
        plan(
            "\"exits\": [{\"event\": \"Order Completed\"}],",
            "{\"id\": \"w\", \"type\": \"wait\", \"duration\": \"P1D\"}",
            SEND.formatted("a"));
    Transition first = Walk.look(plan, waiting("u"), gold(event("Order Completed", T)), T);
    assertThat(first.enrolment().state()).isEqualTo(State.ACTIVE);
    Transition out =
        Walk.look(
            plan,
            first.enrolment(),
            gold(event("Order Completed", T.plusSeconds(5))),
            T.plus(Duration.ofDays(2)));
    assertThat(out.enrolment().state()).isEqualTo(State.EXITED);
    assertThat(out.outcome()).isEqualTo("Order Completed");
    assertThat(out.sent()).isEmpty();
  }

  @Test
  void condition_asksForMemberAndEvents() {
    String condition =
        """
        {"id": "c", "type": "condition", %s, "yes": "yes", "no": "end"}
        """;
    JourneyPlan tier =
        plan(
            "",
            condition.formatted("\"member\": {\"tiers\": [\"Gold\"], \"audiences\": [\"fans\"]}"),
            SEND.formatted("yes"));
    assertThat(Walk.look(tier, waiting("u"), gold(), T).sent()).hasSize(1);
    assertThat(Walk.look(tier, waiting("u"), facts("Silver", Set.of("email")), T).sent()).isEmpty();
    JourneyPlan did =
        plan(
            "", condition.formatted("\"didNot\": {\"event\": \"Clicked\"}"), SEND.formatted("yes"));
    assertThat(Walk.look(did, waiting("u"), gold(), T).sent()).hasSize(1);
    assertThat(Walk.look(did, waiting("u"), gold(event("Clicked", T.plusSeconds(1))), T).sent())
        .isEmpty();
  }

  @Test
  void split_isStableAndKeepsItsShares() {
    JourneyPlan plan =
        plan(
            "",
            """
            {"id": "s", "type": "split", "branches": [
              {"name": "A", "share": 0.3, "next": "end"}, {"name": "B", "share": 0.7, "next": "m"}]}
            """,
            SEND.formatted("m"));
    int b = 0;
    for (int i = 0; i < 2_000; i++) {
      Transition look = Walk.look(plan, waiting("u" + i), gold(), T);
      assertThat(Walk.look(plan, waiting("u" + i), gold(), T)).isEqualTo(look);
      b += look.enrolment().choices().get("s").equals("B") ? 1 : 0;
      assertThat(look.sent()).hasSize(look.enrolment().choices().get("s").equals("B") ? 1 : 0);
    }
    assertThat(b).isBetween(1_300, 1_500);
  }

  @Test
  void holdout_entersAndGetsNothing() {
    JourneyPlan plan = plan("\"holdoutShare\": 0.5,", SEND.formatted("a"));
    int held = 0;
    for (int i = 0; i < 2_000; i++) {
      Transition look = Walk.look(plan, waiting("u" + i), gold(), T);
      boolean out = look.enrolment().state() == State.HELD_OUT;
      held += out ? 1 : 0;
      assertThat(look.enrolment().enteredAt()).isEqualTo(T);
      assertThat(look.sent()).hasSize(out ? 0 : 1);
      assertThat(look.dueAt()).isNull();
    }
    assertThat(held).isBetween(900, 1_100);
  }

  @Test
  void entry_isRefusedOutsideTheAudience_andAfterAnOrder() {
    JourneyPlan plan =
        Plans.plan(
            """
            {"name": "n", "trigger": {"type": "abandoned-cart", "after": "PT1H"},
             "audience": {"tiers": ["Gold"]},
             "steps": [{"id": "a", "type": "send", "channel": "email", "template": "t"}]}
            """);
    Transition silver = Walk.look(plan, waiting("u"), facts("Silver", Set.of("email")), T);
    assertThat(silver.outcome()).isEqualTo("not-in-audience");
    Facts gold = gold();
    Facts ordered = new Facts(gold.member(), null, List.of(), T.plusSeconds(9), 1, false);
    assertThat(Walk.look(plan, waiting("u"), ordered, T).outcome()).isEqualTo("ordered");
    Facts before = new Facts(gold.member(), null, List.of(), T.minusSeconds(9), 1, false);
    assertThat(Walk.look(plan, waiting("u"), before, T).sent()).hasSize(1);
  }

  @Test
  void whoCannotGoOn_isTakenOut() {
    JourneyPlan plan = plan("", "{\"id\": \"w\", \"type\": \"wait\", \"duration\": \"P1D\"}");
    Enrolment there = Walk.look(plan, waiting("u"), gold(), T).enrolment();
    assertThat(Walk.failed(there).enrolment().state()).isEqualTo(State.EXITED);
    assertThat(Walk.failed(waiting("u")).enrolment().state()).isEqualTo(State.REFUSED);
    assertThat(Walk.failed(there).outcome()).isEqualTo("failed");
    assertThat(Walk.failed(there).dueAt()).isNull();
  }

  @Test
  void unknownUser_isWaitedFor_aMinute() {
    JourneyPlan plan = plan("", SEND.formatted("a"));
    Facts nobody = new Facts(null, null, List.of(), null, 0, false);
    Transition look = Walk.look(plan, waiting("u"), nobody, T.plusSeconds(1));
    assertThat(look.enrolment().state()).isEqualTo(State.WAITING);
    assertThat(look.dueAt()).isEqualTo(T.plusSeconds(3));
    assertThat(Walk.look(plan, waiting("u"), nobody, T.plusSeconds(60)).sent())
        .extracting(Transition.Sent::outcome)
        .containsExactly(Outcome.NOT_REACHABLE);
  }
}
