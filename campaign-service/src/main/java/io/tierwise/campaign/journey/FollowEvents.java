package io.tierwise.campaign.journey;

import io.tierwise.campaign.journey.Intake.Interest;
import io.tierwise.campaign.journey.Intake.Kind;
import io.tierwise.campaign.journey.Intake.Purchase;
import io.tierwise.campaign.journey.Intake.Wake;
import io.tierwise.campaign.journey.JourneyBook.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Follows the events of users: who is let in, who has to be looked at, what is kept for later. */
public final class FollowEvents {
  private static final int ENOUGH_INTERVALS = 5;
  private final CurrentBook books;
  private final Enrolments enrolments;
  private final Clock clock;
  private final Duration settle;
  private final Duration latest;

  /**
   * @param settle until the profile knows what the event changed
   * @param latest how late an event may come and still trigger something
   */
  public FollowEvents(
      CurrentBook books, Enrolments enrolments, Clock clock, Duration settle, Duration latest) {
    this.books = books;
    this.enrolments = enrolments;
    this.clock = clock;
    this.settle = settle;
    this.latest = latest;
  }

  /** Names of the events that matter now; ask once for each poll. */
  public Set<String> names() {
    return books.get().names();
  }

  public void follow(List<SeenEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    JourneyBook book = books.get();
    Instant now = clock.instant();
    Intake intake =
        new Intake(
            candidates(book, events, now),
            watched(book, events),
            wakes(book, events),
            interests(book, events),
            purchases(book, events));
    if (!intake.isEmpty()) {
      enrolments.take(intake, now);
    }
  }

  private List<Candidate> candidates(JourneyBook book, List<SeenEvent> events, Instant now) {
    List<Entry> active = book.active().toList();
    Map<String, Duration> usual = usualIntervals(book, events);
    List<Candidate> candidates = new ArrayList<>();
    for (SeenEvent event : events) {
      for (Entry journey : active) {
        for (Candidate candidate : Triggered.by(event, journey, now.plus(settle), usual)) {
          if (!candidate.at().isBefore(journey.activeSince())
              && !latest(candidate).isBefore(now.minus(latest))) {
            candidates.add(candidate);
          }
        }
      }
    }
    return candidates;
  }

  private static Instant latest(Candidate candidate) {
    return candidate.restarts() ? candidate.dueAt() : candidate.at();
  }

  private Map<String, Duration> usualIntervals(JourneyBook book, List<SeenEvent> events) {
    boolean asked =
        book.active()
            .anyMatch(
                entry ->
                    entry.plan().trigger() instanceof Trigger.Replenishment trigger
                        && trigger.days() == null);
    Set<String> items =
        asked
            ? events.stream()
                .filter(event -> event.name().equals(Triggered.ORDERED))
                .flatMap(event -> event.properties().getOrDefault("productId", List.of()).stream())
                .collect(Collectors.toCollection(TreeSet::new))
            : Set.of();
    return items.isEmpty() ? Map.of() : enrolments.usualIntervals(items, ENOUGH_INTERVALS);
  }

  private static List<SeenEvent> watched(JourneyBook book, List<SeenEvent> events) {
    return events.stream()
        .flatMap(
            event ->
                book
                    .watch(event.name())
                    .filter(
                        watch ->
                            watch.journeys.values().stream()
                                .anyMatch(since -> !event.occurredAt().isBefore(since)))
                    .map(watch -> event.only(watch.properties))
                    .stream())
        .toList();
  }

  private static List<Wake> wakes(JourneyBook book, List<SeenEvent> events) {
    return events.stream()
        .flatMap(
            event ->
                book.watch(event.name()).stream()
                    .flatMap(watch -> watch.journeys.keySet().stream())
                    .map(journey -> new Wake(journey, event.userId())))
        .distinct()
        .toList();
  }

  private static List<Interest> interests(JourneyBook book, List<SeenEvent> events) {
    if (!book.hasTrigger(Trigger.PriceDrop.class) && !book.hasTrigger(Trigger.BackInStock.class)) {
      return List.of();
    }
    List<Interest> interests = new ArrayList<>();
    for (SeenEvent event : events) {
      Kind kind =
          switch (event.name()) {
            case "Product Viewed" -> Kind.VIEWED;
            case "Product Added" -> Kind.CARTED;
            case Triggered.ORDERED -> Kind.BOUGHT;
            default -> null;
          };
      if (kind != null) {
        for (String item : event.properties().getOrDefault("productId", List.of())) {
          interests.add(new Interest(event.userId(), item, kind, event.occurredAt()));
        }
      }
    }
    return interests;
  }

  private static List<Purchase> purchases(JourneyBook book, List<SeenEvent> events) {
    if (!book.hasTrigger(Trigger.Replenishment.class)) {
      return List.of();
    }
    return events.stream()
        .filter(event -> event.name().equals(Triggered.ORDERED))
        .flatMap(
            event ->
                event.properties().getOrDefault("productId", List.of()).stream()
                    .distinct()
                    .map(
                        item ->
                            new Purchase(
                                event.userId(),
                                item,
                                event
                                    .properties()
                                    .getOrDefault("orderId", List.of(event.messageId()))
                                    .getFirst(),
                                event.occurredAt())))
        .toList();
  }
}
