package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.money.Money;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with a request, instead of stopping at the first. */
final class Checks {
  static final int LONGEST = 200;

  /** Of a user, which ingest-service takes with up to 256 characters, and a prefix. */
  private static final int LONGEST_ID = 300;

  private static final int LONGEST_NOTE = 1_000;

  private final List<FieldProblem> problems = new ArrayList<>();

  void problem(String field, String code, String message) {
    problems.add(new FieldProblem(field, code, message));
  }

  List<FieldProblem> problems() {
    return List.copyOf(problems);
  }

  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
  }

  boolean failed() {
    return !problems.isEmpty();
  }

  /** An empty text stands for one that is wrong. */
  String text(String field, @Nullable String value) {
    return text(field, value, LONGEST);
  }

  String userId(String field, @Nullable String value) {
    return text(field, value, LONGEST_ID);
  }

  /** A remark of a person. */
  String note(String field, @Nullable String value) {
    return text(field, value, LONGEST_NOTE);
  }

  private String text(String field, @Nullable String value, int longest) {
    if (value == null || value.isBlank()) {
      problem(field, "missing", "is required");
      return "";
    }
    if (value.length() > longest || value.chars().anyMatch(Character::isISOControl)) {
      problem(
          field, "invalid-text", "has more than " + longest + " characters or control characters");
    }
    return value;
  }

  List<String> texts(String field, @Nullable List<@Nullable String> values, int most) {
    List<@Nullable String> list = Objects.requireNonNullElse(values, List.of());
    if (list.size() > most) {
      problem(field, "too-many", list.size() + " entries, at most " + most + " are allowed");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      texts.add(text(field + "[" + i + "]", list.get(i)));
    }
    return texts;
  }

  double share(String field, @Nullable BigDecimal value, boolean oneAllowed) {
    double share = value == null ? Double.NaN : value.doubleValue();
    boolean inside = share >= 0 && (oneAllowed ? share <= 1 : share < 1);
    if (value == null) {
      problem(field, "missing", "is required");
    } else if (!inside) {
      problem(
          field, "out-of-range", share + " is not in 0..1" + (oneAllowed ? "" : ", 1 excluded"));
    }
    return inside ? share : 0;
  }

  Money money(String field, @Nullable BigDecimal amount) {
    if (amount == null) {
      problem(field, "missing", "is required");
      return Money.ZERO;
    }
    try {
      Money money = Money.of(amount);
      if (money.micros() < 0) {
        problem(field, "negative", amount + " is negative");
        return Money.ZERO;
      }
      return money;
    } catch (IllegalArgumentException | ArithmeticException e) {
      problem(field, "invalid-amount", String.valueOf(e.getMessage()));
      return Money.ZERO;
    }
  }

  static Optional<BigDecimal> decimal(String text) {
    try {
      return text.length() > 40 ? Optional.empty() : Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
