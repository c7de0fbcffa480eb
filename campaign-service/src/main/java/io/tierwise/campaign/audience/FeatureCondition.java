package io.tierwise.campaign.audience;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one feature. A member without the feature meets only {@code exists = false} and
 * {@code ne}.
 *
 * @param values the texts compared with: one, or any number for {@link Operator#IN}
 */
public record FeatureCondition(Feature feature, Operator operator, List<String> values) {
  private static final int LARGEST_SCALE = 100;

  public FeatureCondition {
    values = List.copyOf(values);
    problem(feature, operator, values)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(feature.name() + ": " + problem);
            });
  }

  /** What is wrong with a condition, for a person; empty if nothing is. */
  public static Optional<String> problem(Feature feature, Operator op, List<String> values) {
    if (op == Operator.IN ? values.isEmpty() : values.size() != 1) {
      return Optional.of(
          op == Operator.IN ? "needs at least one value" : "needs exactly one value");
    }
    if (op == Operator.EXISTS) {
      return isBoolean(values.getFirst()) ? Optional.empty() : Optional.of("needs true or false");
    }
    if (op.isOrder()
        && feature.kind() != Feature.Kind.NUMBER
        && feature.kind() != Feature.Kind.ANY) {
      return Optional.of("is not a number, so it has no order");
    }
    boolean needsNumbers = feature.kind() == Feature.Kind.NUMBER || op.isOrder();
    if (needsNumbers && !values.stream().allMatch(v -> number(v) != null)) {
      return Optional.of("is compared with a number, not with " + values);
    }
    if (feature.kind() == Feature.Kind.BOOLEAN
        && !values.stream().allMatch(FeatureCondition::isBoolean)) {
      return Optional.of("is compared with true or false, not with " + values);
    }
    return Optional.empty();
  }

  /**
   * @param actual the member's feature as text, a list with its entries separated by newlines; null
   *     if the member does not have it
   */
  public boolean isMetBy(@Nullable String actual) {
    if (operator == Operator.EXISTS) {
      return (actual != null) == Boolean.parseBoolean(values.getFirst());
    }
    if (actual == null) {
      return operator == Operator.NE;
    }
    return switch (operator) {
      case EQ, IN -> values.stream().anyMatch(v -> same(actual, v));
      case NE -> !same(actual, values.getFirst());
      case GT, GTE, LT, LTE -> isOrdered(actual);
      case EXISTS -> throw new IllegalStateException("decided above");
    };
  }

  private boolean isOrdered(String actual) {
    BigDecimal mine = number(actual);
    BigDecimal bound = number(values.getFirst());
    if (mine == null || bound == null) {
      return false;
    }
    int order = mine.compareTo(bound);
    return switch (operator) {
      case GT -> order > 0;
      case GTE -> order >= 0;
      case LT -> order < 0;
      default -> order <= 0;
    };
  }

  private boolean same(String actual, String value) {
    if (feature.kind() == Feature.Kind.LIST) {
      return Arrays.asList(actual.split("\n")).contains(value);
    }
    if (feature.kind() == Feature.Kind.NUMBER || feature.kind() == Feature.Kind.ANY) {
      BigDecimal mine = number(actual);
      BigDecimal other = number(value);
      if (mine != null && other != null) {
        return mine.compareTo(other) == 0;
      }
    }
    return actual.equals(value);
  }

  private static boolean isBoolean(String text) {
    return text.equals("true") || text.equals("false");
  }

  private static @Nullable BigDecimal number(String text) {
    // Bounds the work that a long exponent or endless digits would cause.
    if (text.length() > 40) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > LARGEST_SCALE ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
