package io.tierwise.campaign.journey;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.journey.Enrolments.Looked;
import io.tierwise.campaign.journey.Enrolments.Orders;
import io.tierwise.campaign.journey.JourneyBook.Entry;
import io.tierwise.campaign.journey.Transition.Outcome;
import io.tierwise.campaign.journey.Transition.Sent;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at users on the way who are due: what they do next and what they are sent is kept in one
 * transaction, so whatever dies in between, it happens once.
 */
public final class LookAtDue {
  private static final System.Logger log = System.getLogger(LookAtDue.class.getName());
  private static final Feature TIMEZONE = new Feature("timezone", "", Feature.Kind.TEXT);
  private final CurrentBook books;
  private final Enrolments enrolments;
  private final Members members;
  private final HoldoutAssignment nobody;
  private final Clock clock;
  private final int batch;

  public LookAtDue(
      CurrentBook books,
      Enrolments enrolments,
      Members members,
      HoldoutAssignment nobody,
      Clock clock,
      int batch) {
    this.books = books;
    this.enrolments = enrolments;
    this.members = members;
    this.nobody = nobody;
    this.clock = clock;
    this.batch = batch;
  }

  /** Whether there may be more. */
  public boolean lookOnce() {
    Instant now = clock.instant();
    return enrolments.look(batch, now, due -> looks(due, now)) == batch;
  }

  private List<Looked> looks(List<Enrolment> due, Instant now) {
    JourneyBook book = books.get();
    Set<String> users = due.stream().map(Enrolment::userId).collect(Collectors.toSet());
    Set<Feature> features = new HashSet<>(Set.of(TIMEZONE));
    due.forEach(
        enrolment -> plan(book, enrolment).ifPresent(plan -> features.addAll(plan.features())));
    Map<String, Member> found = new HashMap<>();
    members.findAll(users, features).forEach(member -> found.put(member.userId(), member));
    Instant since = due.stream().map(Enrolment::triggeredAt).min(Instant::compareTo).orElse(now);
    Map<String, List<SeenEvent>> events = enrolments.events(users, since);
    Map<String, Orders> orders = enrolments.orders(users);
    return due.stream()
        .map(
            enrolment -> {
              String user = enrolment.userId();
              Facts facts = facts(user, found.get(user), events.get(user), orders.get(user));
              return look(book, enrolment, facts, now);
            })
        .toList();
  }

  private static Optional<JourneyPlan> plan(JourneyBook book, Enrolment enrolment) {
    return book.find(enrolment.journeyId()).map(entry -> entry.plan(enrolment.version()));
  }

  private Facts facts(
      String user,
      @Nullable Member member,
      @Nullable List<SeenEvent> events,
      @Nullable Orders orders) {
    return new Facts(
        member,
        member == null ? null : member.feature(TIMEZONE),
        events == null ? List.of() : events,
        orders == null ? null : orders.last(),
        orders == null ? 0 : orders.count(),
        nobody.holdsOut(user));
  }

  private static Looked look(JourneyBook book, Enrolment enrolment, Facts facts, Instant now) {
    Optional<Entry> journey = book.find(enrolment.journeyId());
    if (journey.isEmpty() || journey.get().status() != JourneyStatus.ACTIVE) {
      return new Looked(new Transition(enrolment, null, null, List.of()), true, List.of());
    }
    Transition transition = walk(journey.get(), enrolment, facts, now);
    List<Message> messages =
        transition.sent().stream()
            .filter(sent -> sent.outcome() == Outcome.SENT)
            .map(sent -> message(enrolment, sent, facts.member(), now))
            .toList();
    return new Looked(transition, false, messages);
  }

  /** One who cannot go on must not hold up the others. */
  private static Transition walk(Entry journey, Enrolment enrolment, Facts facts, Instant now) {
    try {
      return Walk.look(journey.plan(enrolment.version()), enrolment, facts, now);
    } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
      log.log(System.Logger.Level.ERROR, "enrolment " + enrolment.id() + " cannot go on", e);
      return Walk.failed(enrolment);
    }
  }

  private static Message message(
      Enrolment enrolment, Sent sent, @Nullable Member member, Instant now) {
    Map<String, String> fields = new TreeMap<>(enrolment.context());
    if (sent.step().template() == null) {
      Map<String, String> creative = sent.step().creativeFor(member == null ? null : member.tier());
      creative.forEach((name, text) -> fields.put(name, filled(text, enrolment.context())));
    }
    return new Message(
        "journey:" + enrolment.journeyId() + ":" + enrolment.id() + ":" + sent.hop(),
        enrolment.userId(),
        sent.step().channel(),
        sent.step().template(),
        fields,
        null,
        null,
        enrolment.journeyId(),
        now,
        0);
  }

  private static String filled(String text, Map<String, String> context) {
    String filled = text;
    for (Map.Entry<String, String> entry : context.entrySet()) {
      filled = filled.replace("{{" + entry.getKey() + "}}", entry.getValue());
    }
    return filled;
  }
}
