package io.tierwise.profile.adapter.web;

import io.tierwise.profile.lookup.ProfileFilter;
import io.tierwise.profile.lookup.TimelineFilter;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Instants;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters of the listings. All that is wrong is told at once; unknown names are wrong. */
final class FilterParameters {
  private final Map<String, String> parameters;
  private final Set<String> known = new LinkedHashSet<>(List.of("cursor", "limit"));
  private final List<FieldProblem> problems = new ArrayList<>();

  private FilterParameters(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  static ProfileFilter profiles(Map<String, String> parameters) {
    FilterParameters of = new FilterParameters(parameters);
    ProfileFilter filter =
        new ProfileFilter(
            of.parsed("identified", FilterParameters::truth, "true or false"),
            of.parsed("minOrders", Long::valueOf, "a whole number"),
            of.parsed("maxOrders", Long::valueOf, "a whole number"),
            of.parsed("minNetRevenue", FilterParameters::amount, "a decimal number"),
            of.parsed("maxNetRevenue", FilterParameters::amount, "a decimal number"),
            of.parsed("country", FilterParameters::text, "a country"),
            of.parsed("seenSince", Instants::parse, "an instant such as 2026-01-31T12:00:00Z"),
            of.parsed("seenBefore", Instants::parse, "an instant such as 2026-01-31T12:00:00Z"),
            of.parsed("orderedSince", Instants::parse, "an instant such as 2026-01-31T12:00:00Z"),
            of.parsed("orderedBefore", Instants::parse, "an instant such as 2026-01-31T12:00:00Z"));
    of.check();
    return filter;
  }

  static TimelineFilter timeline(Map<String, String> parameters) {
    FilterParameters of = new FilterParameters(parameters);
    String event = of.parsed("event", FilterParameters::text, "the name of an event");
    TimelineFilter filter =
        new TimelineFilter(
            event == null ? Set.of() : Set.of(event),
            of.parsed("from", Instants::parse, "an instant such as 2026-01-31T12:00:00Z"),
            of.parsed("to", Instants::parse, "an instant such as 2026-01-31T12:00:00Z"));
    of.check();
    return filter;
  }

  private <T> @Nullable T parsed(String name, Function<String, T> parser, String expected) {
    known.add(name);
    String value = parameters.get(name);
    if (value == null) {
      return null;
    }
    try {
      return parser.apply(value);
    } catch (DateTimeException | IllegalArgumentException e) {
      problems.add(new FieldProblem(name, "wrong-type", "'" + value + "' is not " + expected));
      return null;
    }
  }

  private void check() {
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        problems.add(
            new FieldProblem(name, "unknown-parameter", "is not a filter here; known: " + known));
      }
    }
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static BigDecimal amount(String text) {
    BigDecimal amount = new BigDecimal(text);
    if (Math.abs((long) amount.scale()) > 30 || amount.precision() > 50) {
      throw new IllegalArgumentException(text);
    }
    return amount;
  }

  private static String text(String text) {
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}
