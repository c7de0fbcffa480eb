package io.tierwise.campaign.journey;

import io.tierwise.campaign.audience.FeatureCondition;
import io.tierwise.campaign.audience.Operator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kind of event, by name and by conditions on its properties. Of a property with several values,
 * such as the product ids of an order, one has to meet a condition; with {@code ne}, all.
 *
 * @param where the conditions; a feature's name is that of the property
 */
public record EventRule(String event, List<FeatureCondition> where) {
  public EventRule {
    where = List.copyOf(where);
  }

  public static EventRule of(String event) {
    return new EventRule(event, List.of());
  }

  public boolean matches(SeenEvent seen) {
    return seen.name().equals(event) && where.stream().allMatch(c -> isMet(c, seen));
  }

  private static boolean isMet(FeatureCondition condition, SeenEvent seen) {
    List<String> values = seen.properties().getOrDefault(condition.feature().root(), List.of());
    if (values.isEmpty()) {
      return condition.isMetBy(null);
    }
    return condition.operator() == Operator.NE
        ? values.stream().allMatch(condition::isMetBy)
        : values.stream().anyMatch(condition::isMetBy);
  }

  Set<String> properties() {
    return where.stream().map(c -> c.feature().root()).collect(Collectors.toSet());
  }
}
