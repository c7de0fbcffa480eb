package io.tierwise.ingest.rejects;

import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.QueryParameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Query parameters and bodies as a filter. All that is wrong is told at once. */
final class FilterParameters {
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  static RejectionFilter listing(Map<String, List<String>> parameters) {
    QueryParameters of = new QueryParameters(parameters);
    of.allow("cursor", "limit");
    RejectionFilter filter =
        new RejectionFilter(
            of.get("reason"),
            of.get("source"),
            of.get("service"),
            instant(of, "from"),
            instant(of, "to"),
            of.get("messageId"),
            of.get("userId"),
            of.get("status", ReplayStatus::of, "open, accepted or rejected-again"),
            of.get("importId", UUID::fromString, "the id of an import"));
    check(filter, of);
    return filter;
  }

  static RejectionFilter span(Map<String, List<String>> parameters) {
    QueryParameters of = new QueryParameters(parameters);
    RejectionFilter filter = RejectionFilter.between(instant(of, "from"), instant(of, "to"));
    check(filter, of);
    return filter;
  }

  /**
   * @throws ProblemException naming each that is wrong
   */
  static void check(RejectionFilter filter) {
    check(filter, new QueryParameters(Map.of()));
  }

  private static void check(RejectionFilter filter, QueryParameters of) {
    check("reason", filter.reason(), of);
    check("source", filter.source(), of);
    check("service", filter.service(), of);
    check("messageId", filter.messageId(), of);
    check("userId", filter.userId(), of);
    check("from", filter.from(), of);
    check("to", filter.to(), of);
    if (filter.from() != null && filter.to() != null && !filter.from().isBefore(filter.to())) {
      of.problem("from", "out-of-range", filter.from() + " is not before " + filter.to());
    }
    of.check();
  }

  private static void check(String name, @Nullable String text, QueryParameters of) {
    if (text != null && text.isBlank()) {
      of.problem(name, "empty", "is blank");
    }
  }

  /** Times that PostgreSQL does not know would be an error of ours. */
  private static void check(String name, @Nullable Instant time, QueryParameters of) {
    if (time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(LAST))) {
      of.problem(name, "out-of-range", "must be between 1970 and 9999");
    }
  }

  private static @Nullable Instant instant(QueryParameters of, String name) {
    return of.get(name, Instant::parse, "an instant such as 2026-01-31T12:00:00Z");
  }

  private FilterParameters() {}
}
