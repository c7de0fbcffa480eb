package io.tierwise.campaign.journey;

import io.tierwise.campaign.journey.JourneyDocument.BranchSpec;
import io.tierwise.campaign.journey.JourneyDocument.EventSpec;
import io.tierwise.campaign.journey.JourneyDocument.ReentrySpec;
import io.tierwise.campaign.journey.JourneyDocument.StepSpec;
import io.tierwise.campaign.journey.JourneyDocument.TriggerSpec;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ready-made journeys, to be copied and changed. */
public final class JourneyTemplates {
  private static final EventSpec ORDERED = new EventSpec(Triggered.ORDERED, null);

  /** By name, in the order in which a marketer usually sets them up. */
  public static final Map<String, JourneyDocument> ALL = all();

  private static Map<String, JourneyDocument> all() {
    Map<String, JourneyDocument> all = new LinkedHashMap<>();
    all.put(
        "abandoned-cart",
        journey(
            "Abandoned cart",
            "An hour after the last look into a cart without an order; a second mail a day later.",
            trigger("abandoned-cart", null, "PT1H", null),
            new ReentrySpec("after", 7),
            List.of(ORDERED),
            send("remind", "You left something behind", "{{itemName}} is still in your cart."),
            waitFor("wait", ORDERED, "P1D", "end", "last-call"),
            send("last-call", "Still thinking about it?", "We keep {{itemName}} for you today.")));
    all.put(
        "welcome",
        journey(
            "Welcome",
            "When somebody signs in for the first time; in halves, with or without a second mail.",
            trigger("welcome", null, null, "identified"),
            null,
            List.of(),
            send("hello", "Welcome", "Good to have you here."),
            split("more", Map.of("one", "end", "two", "wait")),
            wait("wait", "P3D"),
            until("morning", "09:00"),
            send("discover", "What others like", "Have a look at what is liked best.")));
    all.put(
        "win-back",
        journey(
            "Win-back",
            "A customer has not ordered for 60 days.",
            trigger("win-back", 60, null, null),
            new ReentrySpec("after", 90),
            List.of(ORDERED),
            until("morning", "09:00"),
            send("miss-you", "We have not seen you for a while", "There is much that is new."),
            waitFor("wait", ORDERED, "P7D", "end", "offer"),
            send("offer", "Something to come back for", "For you, this week.")));
    all.put(
        "birthday",
        journey(
            "Birthday",
            "In the morning of the day that the trait birthday names, where the user is.",
            trigger("birthday", null, null, null),
            new ReentrySpec("after", 300),
            List.of(),
            until("morning", "09:00"),
            send("congratulate", "Happy birthday", "All the best, and something nice.")));
    all.put(
        "replenishment",
        journey(
            "Replenishment",
            "After the usual time between two purchases of an item.",
            trigger("replenishment", null, null, null),
            new ReentrySpec("always", null),
            List.of(),
            until("morning", "09:00"),
            send("refill", "Time for more?", "Your {{itemName}} may be running out.")));
    all.put(
        "price-drop",
        journey(
            "Price drop",
            "An item that the user viewed or carted lately costs at least 10 % less.",
            trigger("price-drop", null, null, null),
            new ReentrySpec("after", 3),
            List.of(ORDERED),
            send("cheaper", "Now cheaper", "{{itemName}}: {{price}} instead of {{priceBefore}}.")));
    all.put(
        "back-in-stock",
        journey(
            "Back in stock",
            "An item that the user viewed or carted lately is there again.",
            trigger("back-in-stock", null, null, null),
            new ReentrySpec("after", 3),
            List.of(ORDERED),
            send("back", "It is back", "{{itemName}} is in stock again.")));
    return java.util.Collections.unmodifiableMap(all);
  }

  private static JourneyDocument journey(
      String name,
      String description,
      TriggerSpec trigger,
      @Nullable ReentrySpec reentry,
      List<EventSpec> exits,
      StepSpec... steps) {
    return new JourneyDocument(
        name,
        description,
        trigger,
        null,
        List.of(steps),
        reentry,
        List.copyOf(exits),
        new BigDecimal("0.1"),
        14);
  }

  private static TriggerSpec trigger(
      String type, @Nullable Integer days, @Nullable String after, @Nullable String on) {
    boolean item = type.equals("price-drop") || type.equals("back-in-stock");
    return new TriggerSpec(
        type,
        null,
        null,
        null,
        null,
        days,
        after,
        item ? List.of("viewed", "carted") : null,
        item ? 30 : null,
        type.equals("price-drop") ? new BigDecimal("0.1") : null,
        null,
        type.equals("birthday") ? "birthday" : null,
        on);
  }

  private static StepSpec send(String id, String title, String body) {
    Map<String, Map<String, String>> creatives =
        Map.of("default", Map.of("title", title, "body", body));
    return step(id, "send", null, null, null, null, null, null, "email", creatives);
  }

  private static StepSpec wait(String id, String duration) {
    return step(id, "wait", null, duration, null, null, null, null, null, null);
  }

  private static StepSpec until(String id, String time) {
    return step(id, "wait-until", null, null, time, null, null, null, null, null);
  }

  private static StepSpec waitFor(
      String id, EventSpec event, String timeout, String next, String onTimeout) {
    return step(id, "wait-for-event", next, null, null, event, timeout, onTimeout, null, null);
  }

  private static StepSpec split(String id, Map<String, String> halves) {
    List<BranchSpec> branches =
        halves.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(half -> new BranchSpec(half.getKey(), new BigDecimal("0.5"), half.getValue()))
            .toList();
    return new StepSpec(
        id, "split", null, null, null, null, null, null, null, null, null, null, null, branches,
        null, null, null);
  }

  private static StepSpec step(
      String id,
      String type,
      @Nullable String next,
      @Nullable String duration,
      @Nullable String until,
      @Nullable EventSpec event,
      @Nullable String timeout,
      @Nullable String onTimeout,
      @Nullable String channel,
      @Nullable Map<String, Map<String, String>> creatives) {
    return new StepSpec(
        id,
        type,
        next,
        duration,
        until,
        event,
        timeout,
        onTimeout,
        null,
        null,
        null,
        null,
        null,
        null,
        channel,
        null,
        creatives == null ? null : Map.copyOf(creatives));
  }

  private JourneyTemplates() {}
}
