package io.tierwise.ingest.rejects;

import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters as a filter. All that is wrong is told at once; unknown names are wrong. */
final class FilterParameters {
  private static final String INSTANT = "an instant such as 2026-01-31T12:00:00Z";
  private final Map<String, String> parameters;
  private final Set<String> known;
  private final List<FieldProblem> problems = new ArrayList<>();

  private FilterParameters(Map<String, String> parameters, List<String> others) {
    this.parameters = parameters;
    this.known = new LinkedHashSet<>(others);
  }

  static RejectionFilter listing(Map<String, String> parameters) {
    FilterParameters of = new FilterParameters(parameters, List.of("cursor", "limit"));
    return of.checked(
        new RejectionFilter(
            of.parsed("reason", FilterParameters::text, "a reason"),
            of.parsed("source", FilterParameters::text, "a source"),
            of.parsed("service", FilterParameters::text, "a service"),
            of.parsed("from", Instant::parse, INSTANT),
            of.parsed("to", Instant::parse, INSTANT),
            of.parsed("messageId", FilterParameters::text, "a message id"),
            of.parsed("userId", FilterParameters::text, "a user id"),
            of.parsed("status", ReplayStatus::of, "open, accepted or rejected-again"),
            of.parsed("importId", UUID::fromString, "the id of an import")));
  }

  static RejectionFilter span(Map<String, String> parameters) {
    FilterParameters of = new FilterParameters(parameters, List.of());
    return of.checked(
        RejectionFilter.between(
            of.parsed("from", Instant::parse, INSTANT), of.parsed("to", Instant::parse, INSTANT)));
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

  private RejectionFilter checked(RejectionFilter filter) {
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        problems.add(
            new FieldProblem(name, "unknown-parameter", "is not a filter here; known: " + known));
      }
    }
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
    return check(filter);
  }

  /** Times that PostgreSQL does not know would be an error of ours. */
  static RejectionFilter check(RejectionFilter filter) {
    check("from", filter.from());
    check("to", filter.to());
    if (filter.from() != null && filter.to() != null && !filter.from().isBefore(filter.to())) {
      throw ProblemException.invalid(
          "from", "out-of-range", filter.from() + " is not before " + filter.to());
    }
    return filter;
  }

  private static void check(String name, @Nullable Instant time) {
    if (time != null
        && (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("9999-01-01T00:00:00Z")))) {
      throw ProblemException.invalid(name, "out-of-range", "must be between 1970 and 9999");
    }
  }

  private static String text(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}
