package io.tierwise.campaign.journey;

import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.FeatureCondition;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A journey that can be gone: every name of a step in it leads to one. */
public record JourneyPlan(
    String name,
    Trigger trigger,
    Audience audience,
    List<Step> steps,
    Reentry reentry,
    List<EventRule> exits,
    double holdoutShare,
    Duration conversionWindow) {
  /** Where a step without follower leads: the end that nobody wrote. */
  static final String END = "end";

  public JourneyPlan {
    steps = List.copyOf(steps);
    exits = List.copyOf(exits);
  }

  /**
   * Whether a user may come again.
   *
   * @param after null: never
   */
  public record Reentry(@Nullable Duration after) {}

  public String first() {
    return steps.getFirst().id();
  }

  Map<String, Step> byId() {
    Map<String, Step> byId = new LinkedHashMap<>();
    steps.forEach(step -> byId.put(step.id(), step));
    return byId;
  }

  /** Events that a user on the way has to be looked at for. */
  List<EventRule> watched() {
    Stream<EventRule> inSteps =
        steps.stream()
            .flatMap(
                step ->
                    switch (step) {
                      case Step.WaitForEvent wait -> Stream.of(wait.event());
                      case Step.Condition c ->
                          Stream.of(c.did(), c.didNot()).filter(Objects::nonNull);
                      default -> Stream.of();
                    });
    Stream<EventRule> ordered =
        trigger instanceof Trigger.AbandonedCart
            ? Stream.of(EventRule.of("Order Completed"))
            : Stream.of();
    return Stream.of(exits.stream(), inSteps, ordered).flatMap(rules -> rules).toList();
  }

  /** That conditions ask for. */
  Set<Feature> features() {
    Set<Feature> features = new HashSet<>();
    Stream.concat(
            Stream.of(audience),
            steps.stream()
                .filter(Step.Condition.class::isInstance)
                .map(step -> ((Step.Condition) step).member()))
        .flatMap(members -> members.conditions().stream())
        .map(FeatureCondition::feature)
        .forEach(features::add);
    return features;
  }
}
