package io.tierwise.campaign.journey;

import io.tierwise.campaign.journey.JourneyDocument.TriggerSpec;
import io.tierwise.campaign.journey.Trigger.Interest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the trigger of a document. */
final class TriggerReader {
  private static final int MOST_DAYS = 730;
  private static final int MOST_ITEMS = 1_000;
  private static final int INTEREST_DAYS = 30;

  /** What is older is forgotten. */
  private static final int MOST_INTEREST_DAYS = 90;

  private static final Duration LONGEST_CART = Duration.ofDays(30);
  private final Flaws flaws;
  private final ConditionReader conditions;

  TriggerReader(Flaws flaws, ConditionReader conditions) {
    this.flaws = flaws;
    this.conditions = conditions;
  }

  /** Null if something is wrong with it. */
  @Nullable Trigger read(String field, @Nullable TriggerSpec spec) {
    if (spec == null) {
      flaws.add(field, "missing", "is required");
      return null;
    }
    String type = flaws.text(field + ".type", spec.type());
    return switch (type) {
      case "event" -> {
        EventRule rule = conditions.event(field + ".event", spec.event());
        yield rule == null ? null : new Trigger.OnEvent(rule);
      }
      case "segment-entry" ->
          new Trigger.SegmentEntry(flaws.text(field + ".audience", spec.audience()));
      case "segment-exit" ->
          new Trigger.SegmentExit(flaws.text(field + ".audience", spec.audience()));
      case "tier-change" -> new Trigger.TierChange(spec.from(), spec.to());
      case "inactivity" -> new Trigger.Inactivity(days(field, spec));
      case "win-back" -> new Trigger.WinBack(days(field, spec));
      case "price-drop" -> new Trigger.PriceDrop(interest(field, spec), drop(field, spec));
      case "back-in-stock" -> new Trigger.BackInStock(interest(field, spec));
      case "abandoned-cart" ->
          new Trigger.AbandonedCart(flaws.duration(field + ".after", spec.after(), LONGEST_CART));
      case "welcome" -> welcome(field, spec);
      case "birthday" ->
          new Trigger.Birthday(
              spec.trait() == null ? "birthday" : flaws.text(field + ".trait", spec.trait()));
      case "replenishment" ->
          new Trigger.Replenishment(
              new HashSet<>(flaws.texts(field + ".itemIds", spec.itemIds(), MOST_ITEMS)),
              spec.days() == null ? null : days(field, spec));
      case "" -> null;
      default -> {
        flaws.add(
            field + ".type",
            "unknown-trigger",
            "'"
                + type
                + "' is none of event, segment-entry, segment-exit, tier-change, inactivity,"
                + " price-drop, back-in-stock, abandoned-cart, welcome, win-back, birthday,"
                + " replenishment");
        yield null;
      }
    };
  }

  private int days(String field, TriggerSpec spec) {
    return flaws.days(field + ".days", spec.days(), MOST_DAYS);
  }

  private double drop(String field, TriggerSpec spec) {
    return flaws.share(
        field + ".minimumDrop", Objects.requireNonNullElse(spec.minimumDrop(), BigDecimal.ZERO), 1);
  }

  private Interest interest(String field, TriggerSpec spec) {
    List<String> kinds =
        spec.interest() == null
            ? List.of("viewed", "carted")
            : flaws.texts(field + ".interest", spec.interest(), 2);
    for (int i = 0; i < kinds.size(); i++) {
      if (!List.of("viewed", "carted", "").contains(kinds.get(i))) {
        flaws.add(
            field + ".interest[" + i + "]",
            "unknown-interest",
            "'" + kinds.get(i) + "' is neither viewed nor carted");
      }
    }
    if (kinds.isEmpty()) {
      flaws.add(field + ".interest", "missing", "names neither viewed nor carted");
    }
    int days =
        spec.withinDays() == null
            ? INTEREST_DAYS
            : flaws.days(field + ".withinDays", spec.withinDays(), MOST_INTEREST_DAYS);
    return new Interest(kinds.contains("viewed"), kinds.contains("carted"), Duration.ofDays(days));
  }

  private @Nullable Trigger welcome(String field, TriggerSpec spec) {
    String on = Objects.requireNonNullElse(spec.on(), "identified");
    return switch (on) {
      case "identified" -> new Trigger.Welcome(false);
      case "first-order" -> new Trigger.Welcome(true);
      default -> {
        flaws.add(
            field + ".on",
            "unknown-occasion",
            "'" + on + "' is neither identified nor first-order");
        yield null;
      }
    };
  }
}
