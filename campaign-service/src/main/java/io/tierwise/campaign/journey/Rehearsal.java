package io.tierwise.campaign.journey;

import io.tierwise.campaign.journey.Enrolments.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds in the events of one user when a trigger would have let the user in. */
final class Rehearsal {
  private final Trigger trigger;
  private final JourneyPlan plan;
  private final Instant from;
  private final Instant to;

  Rehearsal(JourneyPlan plan, Instant from, Instant to) {
    this.trigger = plan.trigger();
    this.plan = plan;
    this.from = from;
    this.to = to;
  }

  /**
   * @param subject as in an enrolment
   */
  record Occasion(String userId, String subject, Instant at) {}

  /**
   * @param events of the user, in any order
   * @param orders of the user; null: none
   */
  List<Occasion> of(String user, List<SeenEvent> events, @Nullable Orders orders) {
    List<SeenEvent> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparing(SeenEvent::occurredAt).thenComparing(SeenEvent::messageId));
    List<Occasion> found =
        switch (trigger) {
          case Trigger.OnEvent(EventRule rule) ->
              sorted.stream()
                  .filter(rule::matches)
                  .map(event -> new Occasion(user, "", event.occurredAt()))
                  .toList();
          case Trigger.AbandonedCart(Duration after) -> carts(user, sorted, after);
          case Trigger.Welcome _ ->
              orders == null ? List.of() : List.of(new Occasion(user, "", orders.first()));
          case Trigger.Inactivity(int days) -> gaps(user, sorted, Duration.ofDays(days));
          case Trigger.Replenishment refill -> refills(user, sorted, refill);
          default -> List.of();
        };
    return allowed(found);
  }

  private List<Occasion> carts(String user, List<SeenEvent> events, Duration after) {
    List<Occasion> found = new ArrayList<>();
    Instant due = null;
    for (SeenEvent event : events) {
      if (due != null && !due.isAfter(event.occurredAt())) {
        found.add(new Occasion(user, "", due));
        due = null;
      }
      boolean left =
          event.name().equals(Triggered.ORDERED)
              || plan.exits().stream().anyMatch(exit -> exit.matches(event));
      if (left) {
        due = null;
      } else if (Trigger.AbandonedCart.EVENTS.contains(event.name())) {
        due = event.occurredAt().plus(after);
      }
    }
    if (due != null) {
      found.add(new Occasion(user, "", due));
    }
    return found;
  }

  private static List<Occasion> gaps(String user, List<SeenEvent> events, Duration gap) {
    List<Occasion> found = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      Instant then = events.get(i).occurredAt().plus(gap);
      if (i == events.size() - 1 || events.get(i + 1).occurredAt().isAfter(then)) {
        found.add(new Occasion(user, "", then));
      }
    }
    return found;
  }

  private static List<Occasion> refills(
      String user, List<SeenEvent> events, Trigger.Replenishment refill) {
    Duration interval = Duration.ofDays(Objects.requireNonNull(refill.days()));
    Map<String, List<SeenEvent>> purchases = new TreeMap<>();
    for (SeenEvent event : events) {
      if (event.name().equals(Triggered.ORDERED)) {
        event.properties().getOrDefault("productId", List.of()).stream()
            .distinct()
            .filter(refill::isAbout)
            .forEach(item -> purchases.computeIfAbsent(item, _ -> new ArrayList<>()).add(event));
      }
    }
    return purchases.entrySet().stream()
        .flatMap(
            item ->
                gaps(user, item.getValue(), interval).stream()
                    .map(gap -> new Occasion(user, item.getKey(), gap.at())))
        .toList();
  }

  /** Within the period, and as the re-entry rule allows. */
  List<Occasion> allowed(List<Occasion> found) {
    Duration apart = plan.reentry().after();
    Map<String, Instant> last = new HashMap<>();
    return found.stream()
        .filter(occasion -> !occasion.at().isBefore(from) && occasion.at().isBefore(to))
        .sorted(Comparator.comparing(Occasion::at))
        .filter(
            occasion -> {
              Instant before = last.get(occasion.subject());
              boolean may =
                  before == null || (apart != null && !occasion.at().isBefore(before.plus(apart)));
              if (may) {
                last.put(occasion.subject(), occasion.at());
              }
              return may;
            })
        .toList();
  }
}
