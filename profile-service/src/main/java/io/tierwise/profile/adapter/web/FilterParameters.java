package io.tierwise.profile.adapter.web;

import io.tierwise.profile.lookup.ProfileFilter;
import io.tierwise.profile.lookup.TimelineFilter;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Instants;
import io.tierwise.starter.web.QueryParameters;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters of listings, exports and rules, by name. */
final class FilterParameters {
  private static final String AN_INSTANT = "an instant such as 2026-01-31T12:00:00Z";
  private static final String DAYS = "a whole number of days from 0 to 36500";
  private static final String A_COUNT = "a whole number from 0";
  private static final String A_SHARE = "a decimal number from 0 to 1";
  private static final int MOST_DAYS = 36_500;

  static ProfileFilter profiles(Map<String, List<String>> parameters) {
    QueryParameters of = new QueryParameters(parameters);
    of.allow("cursor", "limit");
    ProfileFilter filter = profiles(of, true);
    of.check();
    return filter;
  }

  /**
   * The conditions of a rule: the same by name, as JSON.
   *
   * @throws ProblemException naming each that is wrong; also where there are none
   */
  static ProfileFilter conditions(@Nullable Map<String, Object> conditions) {
    if (conditions == null || conditions.isEmpty()) {
      throw ProblemException.invalid(
          "conditions", "required", "has to have at least one condition");
    }
    Map<String, List<String>> texts = new LinkedHashMap<>();
    QueryParameters of = new QueryParameters(texts, "conditions.");
    conditions.forEach(
        (name, value) -> {
          if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            texts.put(name, List.of(value.toString()));
          } else {
            of.problem(name, "wrong-type", "is no text, number, true or false");
          }
        });
    ProfileFilter filter = profiles(of, false);
    of.check();
    return filter;
  }

  /** What a filter says, by name. */
  static Map<String, Object> stated(ProfileFilter filter) {
    Map<String, Object> stated = new LinkedHashMap<>();
    try {
      for (RecordComponent condition : ProfileFilter.class.getRecordComponents()) {
        Object value = condition.getAccessor().invoke(filter);
        if (value != null) {
          stated.put(condition.getName(), value);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return stated;
  }

  private static ProfileFilter profiles(QueryParameters of, boolean withTag) {
    return new ProfileFilter(
        of.get("identified", QueryParameters::truth, "true or false"),
        of.get("minOrders", FilterParameters::count, A_COUNT),
        of.get("maxOrders", FilterParameters::count, A_COUNT),
        of.get("minNetRevenue", FilterParameters::amount, "a decimal number"),
        of.get("maxNetRevenue", FilterParameters::amount, "a decimal number"),
        of.get("country", QueryParameters::text, "a country"),
        of.get("seenSince", Instants::parse, AN_INSTANT),
        of.get("seenBefore", Instants::parse, AN_INSTANT),
        of.get("orderedSince", Instants::parse, AN_INSTANT),
        of.get("orderedBefore", Instants::parse, AN_INSTANT),
        of.get("seenWithinDays", FilterParameters::days, DAYS),
        of.get("notSeenForDays", FilterParameters::days, DAYS),
        of.get("orderedWithinDays", FilterParameters::days, DAYS),
        of.get("notOrderedForDays", FilterParameters::days, DAYS),
        of.get("minReturnRate", FilterParameters::share, A_SHARE),
        of.get("maxReturnRate", FilterParameters::share, A_SHARE),
        of.get("minDiscountShare", FilterParameters::share, A_SHARE),
        of.get("maxDiscountShare", FilterParameters::share, A_SHARE),
        of.get("minSessions", FilterParameters::count, A_COUNT),
        of.get("tier", QueryParameters::text, "a tier"),
        of.get("segment", QueryParameters::text, "a segment"),
        of.get("audience", QueryParameters::text, "an audience"),
        withTag ? of.get("tag", FilterParameters::tag, "a tag") : null);
  }

  /** What to export, and how. */
  record Export(ProfileFilter filter, boolean csv) {}

  /**
   * @param csv where no format is asked for
   */
  static Export export(Map<String, List<String>> parameters, boolean csv) {
    QueryParameters of = new QueryParameters(parameters);
    ProfileFilter filter = profiles(of, true);
    Boolean asked = of.get("format", FilterParameters::isCsv, "ndjson or csv");
    of.check();
    return new Export(filter, asked == null ? csv : asked);
  }

  private static Boolean isCsv(String format) {
    return switch (format) {
      case "csv" -> true;
      case "ndjson" -> false;
      default -> throw new IllegalArgumentException(format);
    };
  }

  static TimelineFilter timeline(Map<String, List<String>> parameters) {
    QueryParameters of = new QueryParameters(parameters);
    of.allow("cursor", "limit");
    String event = of.get("event", QueryParameters::text, "the name of an event");
    TimelineFilter filter =
        new TimelineFilter(
            event == null ? Set.of() : Set.of(event),
            of.get("from", Instants::parse, AN_INSTANT),
            of.get("to", Instants::parse, AN_INSTANT));
    if (filter.from() != null && filter.to() != null && !filter.from().isBefore(filter.to())) {
      of.problem("from", "out-of-range", filter.from() + " is not before " + filter.to());
    }
    of.check();
    return filter;
  }

  private static BigDecimal amount(String text) {
    BigDecimal amount = new BigDecimal(text);
    if (Math.abs((long) amount.scale()) > 30 || amount.precision() > 50) {
      throw new IllegalArgumentException(text);
    }
    return amount;
  }

  private static BigDecimal share(String text) {
    BigDecimal share = amount(text);
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(text);
    }
    return share;
  }

  private static Long count(String text) {
    long count = Long.parseLong(text);
    if (count < 0) {
      throw new IllegalArgumentException(text);
    }
    return count;
  }

  private static Integer days(String text) {
    int days = Integer.parseInt(text);
    if (days < 0 || days > MOST_DAYS) {
      throw new IllegalArgumentException(text);
    }
    return days;
  }

  private static String tag(String text) {
    if (!TagNames.isOne(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private FilterParameters() {}
}
