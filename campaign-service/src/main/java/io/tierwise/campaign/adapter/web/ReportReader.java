package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.report.AttributionRule;
import io.tierwise.campaign.report.Dimension;
import io.tierwise.campaign.report.ReportScope;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Instants;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a report is asked for; everything that is wrong is said at once. */
final class ReportReader {
  private static final Duration LONGEST_WINDOW = Duration.ofDays(366);
  private final List<FieldProblem> problems = new ArrayList<>();

  /**
   * As it comes in the request.
   *
   * @param from a day or an instant; a day begins at midnight UTC
   */
  record Query(
      @Nullable String from,
      @Nullable String to,
      @Nullable List<String> campaignId,
      @Nullable String attribution,
      @Nullable String window,
      @Nullable List<String> by) {}

  record Wanted(ReportScope scope, Set<Dimension> dimensions) {}

  /**
   * @param rule where none is asked for
   * @throws ProblemException 400
   */
  static Wanted read(Query query, AttributionRule rule) {
    ReportReader reader = new ReportReader();
    Instant from = reader.instant("from", query.from);
    Instant to = reader.instant("to", query.to);
    if (from != null && to != null && !to.isAfter(from)) {
      reader.add("to", "not-after-from", "is not after from");
    }
    AttributionRule wanted =
        new AttributionRule(
            reader.kind(query.attribution, rule.kind()),
            reader.window(query.window, rule.window()));
    Set<Dimension> dimensions = reader.dimensions(query.by);
    if (!reader.problems.isEmpty()) {
      throw ProblemException.invalid(reader.problems);
    }
    List<String> ids = query.campaignId == null ? List.of() : query.campaignId;
    return new Wanted(new ReportScope(ids, from, to, wanted), dimensions);
  }

  private void add(String field, String code, String message) {
    problems.add(new FieldProblem(field, code, message));
  }

  private @Nullable Instant instant(String field, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Instants.parse(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toString()
              : text);
    } catch (DateTimeException e) {
      add(field, "invalid-instant", text + " is neither a day nor an instant");
      return null;
    }
  }

  private AttributionRule.Kind kind(@Nullable String text, AttributionRule.Kind byItself) {
    if (text == null) {
      return byItself;
    }
    return AttributionRule.Kind.of(text)
        .orElseGet(
            () -> {
              add("attribution", "unknown", "is none of last-touch, first-touch, linear");
              return byItself;
            });
  }

  private Duration window(@Nullable String text, Duration byItself) {
    if (text == null) {
      return byItself;
    }
    try {
      Duration window = Duration.parse(text);
      if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
        add("window", "out-of-range", text + " is not between a second and 366 days");
        return byItself;
      }
      return window;
    } catch (DateTimeParseException e) {
      add("window", "invalid-duration", text + " is no ISO 8601 duration such as P7D or PT12H");
      return byItself;
    }
  }

  private Set<Dimension> dimensions(@Nullable List<String> by) {
    Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
    if (by == null || by.isEmpty()) {
      dimensions.addAll(EnumSet.complementOf(EnumSet.of(Dimension.TOTAL)));
      return dimensions;
    }
    for (String name : by) {
      Dimension.of(name)
          .ifPresentOrElse(
              dimensions::add,
              () ->
                  add(
                      "by",
                      "unknown",
                      name + " is none of campaign, tier, channel, variant, offer, day"));
    }
    return dimensions;
  }
}
