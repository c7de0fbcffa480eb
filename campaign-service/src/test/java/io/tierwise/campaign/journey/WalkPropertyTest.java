package io.tierwise.campaign.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.journey.Enrolment.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever looks come early, die before they are kept, or are made twice, and however often events
 * come, the same is sent.
 */
class WalkPropertyTest {
  private static final Instant T = Instant.parse("2026-11-10T12:00:00Z");
  private static final int MINUTES = 4_000;
  private static final JourneyPlan PLAN =
      Plans.plan(
          """
          {"name": "n", "trigger": {"type": "abandoned-cart", "after": "PT1H"},
           "exits": [{"event": "Order Completed"}],
           "steps": [
             {"id": "one", "type": "send", "channel": "email", "template": "t"},
             {"id": "wait", "type": "wait", "duration": "PT7H"},
             {"id": "half", "type": "split", "branches": [
               {"name": "A", "share": 0.5, "next": "click"},
               {"name": "B", "share": 0.5, "next": "morning"}]},
             {"id": "click", "type": "wait-for-event", "event": {"event": "Clicked"},
              "timeout": "P1D", "next": "two", "onTimeout": "morning"},
             {"id": "two", "type": "send", "channel": "email", "template": "t", "next": "asks"},
             {"id": "morning", "type": "wait-until", "until": "09:00"},
             {"id": "asks", "type": "condition", "did": {"event": "Viewed"}, "yes": "wait2",
              "no": "three"},
             {"id": "wait2", "type": "wait", "duration": "PT5H"},
             {"id": "three", "type": "send", "channel": "push", "template": "t", "next": "end"}]}
          """);

  private record Way(List<String> sent, State state, String outcome) {}

  /** Keeps what was looked at, as the table does. */
  private static final class Store {
    private final List<String> sent = new ArrayList<>();
    private final Map<String, SeenEvent> known = new LinkedHashMap<>();
    private Enrolment enrolment;
    private Instant due = T;
    private String outcome = "";

    Store(String user) {
      enrolment =
          new Enrolment(
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

    Transition look(Instant now) {
      Member member =
          new Member(
              "u", true, "Gold", "x", Double.NaN, Set.of("email", "push"), Map.of(), Set.of());
      List<SeenEvent> events = new ArrayList<>(known.values());
      events.sort(java.util.Comparator.comparing(SeenEvent::occurredAt));
      return Walk.look(
          PLAN, enrolment, new Facts(member, "Europe/London", events, null, 0, false), now);
    }

    void keep(Transition look) {
      look.sent().forEach(s -> sent.add(s.hop() + " " + s.step().id() + " " + s.outcome()));
      enrolment = look.enrolment();
      due = look.dueAt();
      outcome = String.valueOf(look.outcome());
    }

    boolean isOpen() {
      return enrolment.state() == State.WAITING || enrolment.state() == State.ACTIVE;
    }

    Way way() {
      return new Way(sent, enrolment.state(), outcome);
    }
  }

  /**
   * @param mishaps null for none: looks are made when they are due and when an event comes
   */
  private static Way go(String user, List<SeenEvent> events, Random mishaps) {
    Store store = new Store(user);
    Set<Instant> moments = new TreeSet<>();
    events.forEach(event -> moments.add(event.occurredAt()));
    for (int i = 0; mishaps != null && i < 20; i++) {
      moments.add(T.plus(Duration.ofMinutes(mishaps.nextInt(MINUTES))));
    }
    List<Instant> order = new ArrayList<>(moments);
    int next = 0;
    while (store.isOpen()) {
      boolean dueFirst =
          next == order.size() || (store.due != null && !store.due.isAfter(order.get(next)));
      Instant now = dueFirst ? store.due : order.get(next++);
      List<SeenEvent> come =
          new ArrayList<>(events.stream().filter(e -> e.occurredAt().equals(now)).toList());
      if (mishaps != null) {
        come.addAll(events.stream().filter(e -> e.occurredAt().isBefore(now)).toList());
        Collections.shuffle(come, mishaps);
      }
      come.forEach(event -> store.known.put(event.messageId(), event));
      if (mishaps != null && mishaps.nextBoolean()) {
        store.look(now); // Dies before it is kept.
      }
      if (!now.isBefore(T.plusSeconds(1)) || now.equals(T)) {
        store.keep(store.look(now));
      }
      if (mishaps != null && mishaps.nextBoolean() && store.isOpen()) {
        store.keep(store.look(now)); // Woken again at once.
      }
    }
    return store.way();
  }

  @Property(tries = 300, seed = "20261123")
  void mishaps_changeNothing(
      @ForAll @IntRange(max = 50) int user,
      @ForAll @Size(max = 6) List<@IntRange(min = 1, max = MINUTES) Integer> minutes,
      @ForAll @IntRange int seed) {
    List<SeenEvent> events = new ArrayList<>();
    String[] names = {"Clicked", "Viewed", "Clicked", "Viewed", "Order Completed", "Viewed"};
    for (int i = 0; i < minutes.size(); i++) {
      Instant at = T.plus(Duration.ofMinutes(minutes.get(i)));
      events.add(new SeenEvent("u", "m" + i, names[i], at, Map.of()));
    }
    Way calm = go("u" + user, events, null);
    assertThat(go("u" + user, events, new Random(seed))).isEqualTo(calm);
    assertThat(calm.sent()).doesNotHaveDuplicates();
  }
}
