package io.tierwise.campaign.journey;

import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.experiment.VariantAssignment;
import io.tierwise.campaign.journey.Enrolment.State;
import io.tierwise.campaign.journey.Transition.Outcome;
import io.tierwise.campaign.journey.Transition.Sent;
import io.tierwise.campaign.lifecycle.Channel;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One look at one enrolment: as many steps as can be taken now. The answer follows from the
 * enrolment, the facts and the time alone, so looking twice, or again after a crash, comes to the
 * same.
 */
final class Walk {
  private static final int MOST_HOPS = 1_000;

  /** A profile comes a moment after the event that made it. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
  private final JourneyPlan plan;
  private final Map<String, Step> steps;
  private final Enrolment start;
  private final Facts facts;
  private final Instant now;
  private final List<Sent> sent = new ArrayList<>();
  private final Map<String, String> choices;
  private int hops;

  private Walk(JourneyPlan plan, Enrolment start, Facts facts, Instant now) {
    this.plan = plan;
    this.steps = plan.byId();
    this.start = start;
    this.facts = facts;
    this.now = now;
    this.choices = new HashMap<>(start.choices());
    this.hops = start.hops();
  }

  static Transition look(JourneyPlan plan, Enrolment enrolment, Facts facts, Instant now) {
    Walk walk = new Walk(plan, enrolment, facts, now);
    if (enrolment.twin()) {
      return walk.ended(
          enrolment.state() == State.WAITING ? State.REFUSED : State.EXITED, "merged");
    }
    return enrolment.state() == State.WAITING ? walk.enter() : walk.goOn();
  }

  /** Ends an enrolment that cannot be looked at. */
  static Transition failed(Enrolment e) {
    State state = e.state() == State.WAITING ? State.REFUSED : State.EXITED;
    Enrolment ended =
        new Enrolment(
            e.id(),
            e.journeyId(),
            e.version(),
            e.userId(),
            e.subject(),
            state,
            e.triggeredAt(),
            e.enteredAt(),
            e.step(),
            null,
            null,
            e.hops(),
            e.choices(),
            e.context(),
            false);
    return new Transition(ended, null, "failed", List.of());
  }

  static HoldoutAssignment holdout(String journeyId, JourneyPlan plan) {
    return new HoldoutAssignment("journey:" + journeyId, plan.holdoutShare());
  }

  private Transition enter() {
    Member member = facts.member();
    if (member == null && now.isBefore(start.triggeredAt().plus(PATIENCE))) {
      return new Transition(start, now.plus(ASK_AGAIN), null, List.of());
    }
    if (facts.heldOutOfAll()) {
      return ended(State.REFUSED, "global-holdout");
    }
    Instant ordered = facts.lastOrderAt();
    if (plan.trigger() instanceof Trigger.AbandonedCart
        && ordered != null
        && !ordered.isBefore(start.triggeredAt())) {
      return ended(State.REFUSED, "ordered");
    }
    if (plan.trigger() instanceof Trigger.Welcome(boolean firstOrder)
        && firstOrder
        && facts.orders() > 1) {
      return ended(State.REFUSED, "not-the-first-order");
    }
    EventRule exit = exit();
    if (exit != null) {
      return ended(State.REFUSED, exit.event());
    }
    Member known = member == null ? Member.unknown(start.userId(), false) : member;
    if (!plan.audience().includes(known)) {
      return ended(State.REFUSED, "not-in-audience");
    }
    if (holdout(start.journeyId(), plan).holdsOut(start.userId())) {
      return at(State.HELD_OUT, plan.first(), null, null);
    }
    return steps(plan.first());
  }

  private Transition goOn() {
    EventRule exit = exit();
    return exit != null
        ? ended(State.EXITED, exit.event())
        : steps(Objects.requireNonNull(start.step()));
  }

  private @Nullable EventRule exit() {
    return plan.exits().stream()
        .filter(rule -> happened(rule, event -> event.occurredAt().isAfter(start.triggeredAt())))
        .findFirst()
        .orElse(null);
  }

  private boolean happened(EventRule rule, Predicate<SeenEvent> when) {
    return facts.events().stream().anyMatch(event -> when.test(event) && rule.matches(event));
  }

  private Transition steps(String first) {
    String id = first;
    while (true) {
      Step step = steps.get(id);
      if (step == null || step instanceof Step.End) {
        return ended(State.DONE, "done");
      }
      if (hops - start.hops() > steps.size() || hops >= MOST_HOPS) {
        return ended(State.EXITED, "too-many-steps");
      }
      if (step instanceof Step.Pause pause) {
        Instant since = isHere(id) ? Objects.requireNonNull(start.stepSince()) : now;
        Instant timer = isHere(id) ? Objects.requireNonNull(start.timerAt()) : timer(pause);
        String next = next(pause, since, timer);
        if (next == null) {
          return at(State.ACTIVE, id, timer, since);
        }
        id = next;
      } else {
        id = take(step);
      }
      hops++;
    }
  }

  /** Whether the look began at that step, and has not left it. */
  private boolean isHere(String id) {
    return id.equals(start.step()) && start.timerAt() != null && hops == start.hops();
  }

  private Instant timer(Step.Pause pause) {
    return switch (pause) {
      case Step.Wait wait -> now.plus(wait.duration());
      case Step.WaitForEvent wait -> now.plus(wait.timeout());
      case Step.WaitUntil wait -> {
        ZonedDateTime local = now.atZone(zone());
        ZonedDateTime then = local.with(wait.time());
        yield (then.isAfter(local) ? then : local.plusDays(1).with(wait.time())).toInstant();
      }
    };
  }

  /** Null while it lasts. */
  private @Nullable String next(Step.Pause pause, Instant since, Instant timer) {
    boolean over = !now.isBefore(timer);
    return switch (pause) {
      case Step.Wait wait -> over ? wait.next() : null;
      case Step.WaitUntil wait -> over ? wait.next() : null;
      case Step.WaitForEvent wait -> {
        boolean came =
            happened(
                wait.event(),
                event ->
                    event.occurredAt().isAfter(since)
                        && !event.occurredAt().isAfter(timer)
                        && !event.occurredAt().isAfter(now));
        yield came ? wait.next() : over ? wait.onTimeout() : null;
      }
    };
  }

  private String take(Step step) {
    return switch (step) {
      case Step.Condition condition -> isMet(condition) ? condition.yes() : condition.no();
      case Step.Split split -> {
        String salt = "journey:" + start.journeyId() + ":" + split.id();
        Step.Branch branch =
            split.branches().get(new VariantAssignment(salt, split.shares()).of(start.userId()));
        choices.put(split.id(), branch.name());
        yield branch.next();
      }
      case Step.Send send -> {
        sent.add(new Sent(hops, send, outcome(send.channel())));
        yield send.next();
      }
      case Step.Pause _, Step.End _ -> throw new IllegalStateException(step.id());
    };
  }

  private boolean isMet(Step.Condition condition) {
    Member member = facts.member();
    Predicate<SeenEvent> since = event -> event.occurredAt().isAfter(start.triggeredAt());
    EventRule did = condition.did();
    EventRule didNot = condition.didNot();
    return condition
            .member()
            .includes(member == null ? Member.unknown(start.userId(), false) : member)
        && (did == null || happened(did, since))
        && (didNot == null || !happened(didNot, since));
  }

  private Outcome outcome(Channel channel) {
    Member member = facts.member();
    if (member == null || !channel.reaches(member.identified(), member.unsubscribed())) {
      return Outcome.NOT_REACHABLE;
    }
    return channel == Channel.ONSITE || member.consents().contains(channel.id())
        ? Outcome.SENT
        : Outcome.NO_CONSENT;
  }

  private ZoneId zone() {
    try {
      return facts.timezone() == null ? ZoneOffset.UTC : ZoneId.of(facts.timezone());
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  private Transition ended(State state, String outcome) {
    return new Transition(standing(state, null, null, null), null, outcome, sent);
  }

  private Transition at(
      State state, String step, @Nullable Instant timer, @Nullable Instant since) {
    return new Transition(standing(state, step, timer, since), timer, null, sent);
  }

  private Enrolment standing(
      State state, @Nullable String step, @Nullable Instant timer, @Nullable Instant since) {
    boolean enters = start.state() == State.WAITING && state != State.REFUSED;
    return new Enrolment(
        start.id(),
        start.journeyId(),
        start.version(),
        start.userId(),
        start.subject(),
        state,
        start.triggeredAt(),
        enters ? now : start.enteredAt(),
        state == State.EXITED ? start.step() : step,
        since,
        timer,
        hops,
        choices,
        start.context(),
        false);
  }
}
