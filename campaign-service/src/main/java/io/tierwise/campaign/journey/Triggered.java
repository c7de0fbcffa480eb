package io.tierwise.campaign.journey;

import io.tierwise.campaign.journey.JourneyBook.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which events let whom into which journey. */
final class Triggered {
  static final String ORDERED = "Order Completed";
  private static final Set<String> INTEREST = Set.of("Product Viewed", "Product Added", ORDERED);

  /** Names of the events that a trigger listens to. */
  static Set<String> events(Trigger trigger) {
    return switch (trigger) {
      case Trigger.OnEvent(EventRule rule) -> Set.of(rule.event());
      case Trigger.AbandonedCart _ -> Trigger.AbandonedCart.EVENTS;
      case Trigger.PriceDrop _, Trigger.BackInStock _ -> INTEREST;
      case Trigger.Replenishment _ -> Set.of(ORDERED);
      case Trigger.Welcome(boolean firstOrder) -> firstOrder ? Set.of(ORDERED) : Set.of();
      default -> Set.of();
    };
  }

  /**
   * @param soon when something that has no time of its own is due
   * @param usual time between purchases, by item
   */
  static List<Candidate> by(
      SeenEvent event, Entry journey, Instant soon, Map<String, Duration> usual) {
    return switch (journey.plan().trigger()) {
      case Trigger.OnEvent(EventRule rule) ->
          rule.matches(event)
              ? List.of(candidate(journey, event, "", soon, false, context(event)))
              : List.of();
      case Trigger.AbandonedCart(Duration after) ->
          Trigger.AbandonedCart.EVENTS.contains(event.name()) && !isEmptyCart(event)
              ? List.of(
                  candidate(
                      journey, event, "", event.occurredAt().plus(after), true, context(event)))
              : List.of();
      case Trigger.Welcome(boolean firstOrder) ->
          firstOrder && event.name().equals(ORDERED)
              ? List.of(candidate(journey, event, "", soon, false, context(event)))
              : List.of();
      case Trigger.Replenishment replenishment ->
          event.name().equals(ORDERED)
              ? replenished(event, journey, replenishment, usual)
              : List.of();
      default -> List.of();
    };
  }

  private static boolean isEmptyCart(SeenEvent event) {
    return event.name().equals("Cart Viewed")
        && event.properties().getOrDefault("productId", List.of()).isEmpty();
  }

  private static List<Candidate> replenished(
      SeenEvent event, Entry journey, Trigger.Replenishment trigger, Map<String, Duration> usual) {
    List<Candidate> candidates = new ArrayList<>();
    for (String item : Set.copyOf(event.properties().getOrDefault("productId", List.of()))) {
      Duration interval = interval(trigger, usual.get(item));
      if (interval != null && trigger.isAbout(item)) {
        Map<String, String> context = new TreeMap<>(Map.of("itemId", item));
        int line = event.properties().getOrDefault("productId", List.of()).indexOf(item);
        put(context, "itemName", event.properties().get("name"), line);
        put(context, "price", event.properties().get("price"), line);
        Instant due = event.occurredAt().plus(interval);
        candidates.add(candidate(journey, event, item, due, true, context));
      }
    }
    return candidates;
  }

  private static @Nullable Duration interval(
      Trigger.Replenishment trigger, @Nullable Duration usual) {
    return trigger.days() == null ? usual : Duration.ofDays(trigger.days());
  }

  private static Candidate candidate(
      Entry journey,
      SeenEvent event,
      String subject,
      Instant due,
      boolean restarts,
      Map<String, String> context) {
    return new Candidate(
        journey.id(),
        journey.version(),
        event.userId(),
        subject,
        event.messageId(),
        event.occurredAt(),
        due,
        restarts,
        context);
  }

  /** What texts of messages can name. */
  private static Map<String, String> context(SeenEvent event) {
    Map<String, String> context = new TreeMap<>(Map.of("event", event.name()));
    put(context, "itemId", event.properties().get("productId"), 0);
    put(context, "itemName", event.properties().get("name"), 0);
    put(context, "price", event.properties().get("price"), 0);
    put(context, "orderId", event.properties().get("orderId"), 0);
    return context;
  }

  private static void put(
      Map<String, String> context, String name, @Nullable List<String> values, int index) {
    if (values != null && index >= 0 && index < values.size() && !values.get(index).isEmpty()) {
      context.put(name, values.get(index));
    }
  }

  private Triggered() {}
}
