package io.tierwise.profile.adapter.web;

import io.tierwise.profile.lookup.ProfileFilter;
import io.tierwise.profile.lookup.TimelineFilter;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Instants;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters of the listings. All that is wrong is told at once; unknown names are wrong. */
final class FilterParameters {
  private static final List<String> PAGING = List.of("cursor", "limit");
  private static final String AN_INSTANT = "an instant such as 2026-01-31T12:00:00Z";
  private static final String DAYS = "a whole number of days from 0 to 36500";
  private static final String A_COUNT = "a whole number from 0";
  private static final String A_SHARE = "a decimal number from 0 to 1";
  private static final int MOST_DAYS = 36_500;

  private final Map<String, String> parameters;
  private String prefix = "";
  private final Set<String> known;
  private final List<FieldProblem> problems = new ArrayList<>();

  private FilterParameters(Map<String, String> parameters, List<String> others) {
    this.parameters = parameters;
    this.known = new LinkedHashSet<>(others);
  }

  static ProfileFilter profiles(Map<String, String> parameters) {
    FilterParameters of = new FilterParameters(parameters, PAGING);
    ProfileFilter filter = of.profiles(true);
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
    Map<String, String> texts = new LinkedHashMap<>();
    FilterParameters of = new FilterParameters(texts, List.of());
    of.prefix = "conditions.";
    conditions.forEach(
        (name, value) -> {
          texts.put(name, String.valueOf(value));
          if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            of.problems.add(
                new FieldProblem(
                    of.prefix + name, "wrong-type", "is no text, number, true or false"));
          }
        });
    ProfileFilter filter = of.profiles(false);
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

  private ProfileFilter profiles(boolean withTag) {
    return new ProfileFilter(
        parsed("identified", FilterParameters::truth, "true or false"),
        parsed("minOrders", FilterParameters::count, A_COUNT),
        parsed("maxOrders", FilterParameters::count, A_COUNT),
        parsed("minNetRevenue", FilterParameters::amount, "a decimal number"),
        parsed("maxNetRevenue", FilterParameters::amount, "a decimal number"),
        parsed("country", FilterParameters::text, "a country"),
        parsed("seenSince", Instants::parse, AN_INSTANT),
        parsed("seenBefore", Instants::parse, AN_INSTANT),
        parsed("orderedSince", Instants::parse, AN_INSTANT),
        parsed("orderedBefore", Instants::parse, AN_INSTANT),
        parsed("seenWithinDays", FilterParameters::days, DAYS),
        parsed("notSeenForDays", FilterParameters::days, DAYS),
        parsed("orderedWithinDays", FilterParameters::days, DAYS),
        parsed("notOrderedForDays", FilterParameters::days, DAYS),
        parsed("minReturnRate", FilterParameters::share, A_SHARE),
        parsed("maxReturnRate", FilterParameters::share, A_SHARE),
        parsed("minDiscountShare", FilterParameters::share, A_SHARE),
        parsed("maxDiscountShare", FilterParameters::share, A_SHARE),
        parsed("minSessions", FilterParameters::count, A_COUNT),
        parsed("tier", FilterParameters::text, "a tier"),
        parsed("segment", FilterParameters::text, "a segment"),
        parsed("audience", FilterParameters::text, "an audience"),
        withTag ? parsed("tag", FilterParameters::tag, "a tag") : null);
  }

  /** What to export, and how. */
  record Export(ProfileFilter filter, boolean csv) {}

  /**
   * @param csv where no format is asked for
   */
  static Export export(Map<String, String> parameters, boolean csv) {
    FilterParameters of = new FilterParameters(parameters, List.of());
    ProfileFilter filter = of.profiles(true);
    Boolean asked = of.parsed("format", FilterParameters::isCsv, "ndjson or csv");
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

  static TimelineFilter timeline(Map<String, String> parameters) {
    FilterParameters of = new FilterParameters(parameters, PAGING);
    String event = of.parsed("event", FilterParameters::text, "the name of an event");
    TimelineFilter filter =
        new TimelineFilter(
            event == null ? Set.of() : Set.of(event),
            of.parsed("from", Instants::parse, AN_INSTANT),
            of.parsed("to", Instants::parse, AN_INSTANT));
    if (filter.from() != null && filter.to() != null && !filter.from().isBefore(filter.to())) {
      of.problems.add(
          new FieldProblem(
              "from", "out-of-range", filter.from() + " is not before " + filter.to()));
    }
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
      problems.add(
          new FieldProblem(prefix + name, "wrong-type", "'" + value + "' is not " + expected));
      return null;
    }
  }

  private void check() {
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        problems.add(
            new FieldProblem(
                prefix + name, "unknown-parameter", "is not a filter here; known: " + known));
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

  private static String text(String text) {
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}
