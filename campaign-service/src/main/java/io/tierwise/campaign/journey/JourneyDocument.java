package io.tierwise.campaign.journey;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A journey as a person writes it; {@link JourneyReader} tells what it means and what is wrong with
 * it. Durations are ISO 8601, such as {@code PT1H} or {@code P7D}.
 *
 * @param steps a user starts at the first; a step without {@code next} is followed by the next one
 * @param exits events that end the journey at any step
 * @param holdoutShare of entrants who get nothing, so that the gain can be measured
 * @param conversionDays after the entry in which an order counts
 */
public record JourneyDocument(
    @Nullable String name,
    @Nullable String description,
    @Nullable TriggerSpec trigger,
    @Nullable AudienceSpec audience,
    @Nullable List<@Nullable StepSpec> steps,
    @Nullable ReentrySpec reentry,
    @Nullable List<@Nullable EventSpec> exits,
    @Nullable BigDecimal holdoutShare,
    @Nullable Integer conversionDays) {

  /**
   * @param type event, segment-entry, segment-exit, tier-change, inactivity, price-drop,
   *     back-in-stock, abandoned-cart, welcome, win-back, birthday or replenishment
   * @param audience of segment-entry and segment-exit: the rule segment
   * @param from of tier-change: the tier before; null: any
   * @param to of tier-change: the tier after; null: any
   * @param days of inactivity, win-back and replenishment
   * @param after of abandoned-cart: time without an order since the last cart event
   * @param interest of price-drop and back-in-stock: viewed, carted, or both
   * @param withinDays of these: how long an interest lasts
   * @param minimumDrop of price-drop: share of the price before, 0..1
   * @param itemIds of replenishment: these only; null: every item
   * @param trait of birthday: where the date stands, {@code birthday} by itself
   * @param on of welcome: identified or first-order
   */
  public record TriggerSpec(
      @Nullable String type,
      @Nullable EventSpec event,
      @Nullable String audience,
      @Nullable String from,
      @Nullable String to,
      @Nullable Integer days,
      @Nullable String after,
      @Nullable List<@Nullable String> interest,
      @Nullable Integer withinDays,
      @Nullable BigDecimal minimumDrop,
      @Nullable List<@Nullable String> itemIds,
      @Nullable String trait,
      @Nullable String on) {}

  /**
   * @param where all of them hold
   */
  public record EventSpec(@Nullable String event, @Nullable List<@Nullable PropertySpec> where) {}

  public record PropertySpec(
      @Nullable String property, @Nullable String op, @Nullable Object value) {}

  public record FeatureSpec(
      @Nullable String feature, @Nullable String op, @Nullable Object value) {}

  /** All that is given has to hold; of the names in a list any one. */
  public record AudienceSpec(
      @Nullable List<@Nullable String> tiers,
      @Nullable List<@Nullable String> segments,
      @Nullable List<@Nullable String> audiences,
      @Nullable List<@Nullable FeatureSpec> conditions) {}

  /**
   * @param rule never, after or always
   * @param days of after
   */
  public record ReentrySpec(@Nullable String rule, @Nullable Integer days) {}

  /**
   * @param type wait, wait-until, wait-for-event, condition, split, send or end
   * @param duration of wait
   * @param until of wait-until: a time of day such as {@code 09:00}, in the user's time zone
   * @param timeout of wait-for-event
   * @param onTimeout of wait-for-event: the step then; null: the same as next
   * @param did of condition: an event since the trigger
   * @param didNot of condition
   * @param creatives of send without template: by tier name, and {@code default}
   */
  public record StepSpec(
      @Nullable String id,
      @Nullable String type,
      @Nullable String next,
      @Nullable String duration,
      @Nullable String until,
      @Nullable EventSpec event,
      @Nullable String timeout,
      @Nullable String onTimeout,
      @Nullable AudienceSpec member,
      @Nullable EventSpec did,
      @Nullable EventSpec didNot,
      @Nullable String yes,
      @Nullable String no,
      @Nullable List<@Nullable BranchSpec> branches,
      @Nullable String channel,
      @Nullable String template,
      @Nullable Map<String, @Nullable Map<String, @Nullable String>> creatives) {}

  public record BranchSpec(
      @Nullable String name, @Nullable BigDecimal share, @Nullable String next) {}
}
