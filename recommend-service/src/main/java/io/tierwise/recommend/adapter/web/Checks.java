package io.tierwise.recommend.adapter.web;

import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with a request, then refuses it in one go. */
final class Checks {
  private static final int MAX_ID = 500;

  private final List<FieldProblem> problems = new ArrayList<>();

  void refuse(String field, String code, String message) {
    problems.add(new FieldProblem(field, code, message));
  }

  /**
   * @throws ProblemException if anything was refused
   */
  void done() {
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
  }

  int between(String field, @Nullable Integer value, int low, int high, int fallback) {
    if (value != null && (value < low || value > high)) {
      refuse(field, "out-of-range", value + " is not between " + low + " and " + high);
    }
    return value == null ? fallback : value;
  }

  @Nullable Integer integer(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      refuse(field, "wrong-type", "'" + text + "' is not a whole number");
      return null;
    }
  }

  @Nullable BigDecimal decimal(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      if (text.length() > 40) {
        throw new NumberFormatException();
      }
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      refuse(field, "wrong-type", "'" + text + "' is not a decimal number");
      return null;
    }
  }

  boolean bool(String field, @Nullable String text, boolean fallback) {
    return switch (text) {
      case null -> fallback;
      case "true" -> true;
      case "false" -> false;
      default -> {
        refuse(field, "wrong-type", "'" + text + "' is neither true nor false");
        yield fallback;
      }
    };
  }

  void id(String field, @Nullable String id) {
    if (id == null || id.isBlank()) {
      refuse(field, "missing", "is required");
    } else if (id.length() > MAX_ID) {
      refuse(field, "too-long", "has " + id.length() + " characters; at most " + MAX_ID);
    } else if (id.indexOf('\0') >= 0) {
      refuse(field, "invalid", "contains the character NUL");
    }
  }

  /** Each id once, in order; a missing list is empty. */
  Set<String> ids(String field, @Nullable List<@Nullable String> ids, int low, int high) {
    int count = ids == null ? 0 : ids.size();
    if (count < low || count > high) {
      refuse(field, "out-of-range", count + " ids; from " + low + " to " + high + " are taken");
      return Set.of();
    }
    Set<String> distinct = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      String id = ids == null ? null : ids.get(i);
      id(field + "[" + i + "]", id);
      if (id != null) {
        distinct.add(id);
      }
    }
    return distinct;
  }
}
