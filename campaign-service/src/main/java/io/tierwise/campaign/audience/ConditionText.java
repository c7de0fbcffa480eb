package io.tierwise.campaign.audience;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads conditions as people write them, of campaigns and of journeys alike. */
public record ConditionText(Problems problems) {
  /** Told of everything that is wrong. */
  @FunctionalInterface
  public interface Problems {
    void add(String field, String code, String message);
  }

  /**
   * @param name of the feature; empty where it is known to be wrong
   */
  public Optional<FeatureCondition> ofFeature(
      String field, String name, @Nullable String op, @Nullable Object value) {
    Optional<Feature> feature = Feature.named(name);
    if (!name.isEmpty() && feature.isEmpty()) {
      problems.add(
          field + ".feature", "unknown-feature", "'" + name + "' is none of " + Feature.known());
    }
    return of(field, feature, op, value);
  }

  /**
   * @param feature empty where it is known to be wrong
   */
  public Optional<FeatureCondition> of(
      String field, Optional<Feature> feature, @Nullable String op, @Nullable Object value) {
    Optional<Operator> operator = operator(field + ".op", op);
    if (feature.isEmpty() || operator.isEmpty()) {
      return Optional.empty();
    }
    List<String> values = values(value, operator.get());
    Optional<String> problem = FeatureCondition.problem(feature.get(), operator.get(), values);
    problem.ifPresent(text -> problems.add(field + ".value", "wrong-value", text));
    return problem.isPresent()
        ? Optional.empty()
        : Optional.of(new FeatureCondition(feature.get(), operator.get(), values));
  }

  private Optional<Operator> operator(String field, @Nullable String name) {
    Optional<Operator> found =
        Stream.of(Operator.values())
            .filter(op -> op.name().toLowerCase(Locale.ROOT).equals(name))
            .findFirst();
    if (found.isEmpty()) {
      problems.add(
          field,
          "unknown-operator",
          "'" + name + "' is none of gt, gte, lt, lte, eq, ne, in, exists");
    }
    return found;
  }

  private static List<String> values(@Nullable Object value, Operator op) {
    if (value == null) {
      return op == Operator.EXISTS ? List.of("true") : List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().<String>map(String::valueOf).toList();
    }
    return List.of(String.valueOf(value));
  }
}
