package io.tierwise.profile.adapter.web;

import io.tierwise.profile.analysis.Audience;
import io.tierwise.profile.analysis.CalendarUnit;
import io.tierwise.profile.analysis.Period;
import io.tierwise.profile.standing.StandingFilter;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The parameters of a question. All that is wrong is told at once; unknown names are wrong. */
final class QuestionParameters {
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final Map<String, String> given;
  private final Set<String> known = new LinkedHashSet<>(List.of("from", "to", "format"));
  private final List<FieldProblem> problems = new ArrayList<>();

  QuestionParameters(Map<String, String> given) {
    this.given = given;
  }

  /** From the first instant of a day where only a day is given. */
  Period period(Instant now) {
    Instant to = time("to", now);
    Instant from = time("from", to.minusSeconds(30L * 24 * 60 * 60));
    if (!from.isBefore(to)) {
      problem("from", "out-of-range", from + " is not before " + to);
      return new Period(EARLIEST, LATEST);
    }
    return new Period(from, to);
  }

  private Instant time(String name, Instant otherwise) {
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      Instant time =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
              : Instant.parse(text);
      if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
        return time;
      }
      problem(name, "out-of-range", "'" + text + "' is not between 1900 and 2200");
    } catch (DateTimeException e) {
      problem(name, "wrong-type", "'" + text + "' is not 2026-01-31 or 2026-01-31T12:00:00Z");
    }
    return otherwise;
  }

  @Nullable String text(String name) {
    known.add(name);
    String text = given.get(name);
    if (text != null && (text.isBlank() || text.indexOf('\0') >= 0)) {
      problem(name, "wrong-type", "is blank");
      return null;
    }
    return text;
  }

  int number(String name, int otherwise, int least, int most) {
    known.add(name);
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below.
    }
    problem(name, "out-of-range", "'" + text + "' is not between " + least + " and " + most);
    return otherwise;
  }

  boolean truth(String name) {
    known.add(name);
    String text = given.getOrDefault(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      problem(name, "wrong-type", "'" + text + "' is not true or false");
    }
    return text.equals("true");
  }

  /** One of some words; the first where none is given. */
  String word(String name, List<String> words) {
    String text = text(name);
    if (text != null && !words.contains(text)) {
      problem(name, "wrong-type", "'" + text + "' is none of " + words);
    }
    return text == null ? words.getFirst() : text;
  }

  /** By tag and standing, with or without suspects. */
  Audience audience() {
    String tag = text("tag");
    if (tag != null && !TagNames.isOne(tag)) {
      problem("tag", "wrong-type", "'" + tag + "' is not a tag");
    }
    StandingFilter standing = new StandingFilter(text("tier"), text("segment"), text("audience"));
    return new Audience(tag, standing, truth("suspects"));
  }

  @Nullable CalendarUnit unit(
      String name, @Nullable CalendarUnit otherwise, List<CalendarUnit> allowed) {
    known.add(name);
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    for (CalendarUnit unit : allowed) {
      if (unit.toString().equals(text)) {
        return unit;
      }
    }
    problem(name, "wrong-type", "'" + text + "' is none of " + allowed);
    return otherwise;
  }

  /** Whether the answer is to be CSV: by format, else by the header. */
  boolean csv(@Nullable String accept) {
    String format = given.get("format");
    if (format != null) {
      if (!format.equals("csv") && !format.equals("json")) {
        problem("format", "wrong-type", "'" + format + "' is not csv or json");
      }
      return format.equals("csv");
    }
    return accept != null && prefersCsv(accept);
  }

  private static boolean prefersCsv(String accept) {
    try {
      List<MediaType> types = new ArrayList<>(MediaType.parseMediaTypes(accept));
      double csv = 0;
      double json = 0;
      for (MediaType type : types) {
        if (type.getType().toLowerCase(Locale.ROOT).equals("text")
            && type.getSubtype().toLowerCase(Locale.ROOT).equals("csv")) {
          csv = Math.max(csv, type.getQualityValue());
        } else if (type.includes(MediaType.APPLICATION_JSON)) {
          json = Math.max(json, type.isWildcardType() ? 0 : type.getQualityValue());
        }
      }
      return csv > 0 && csv >= json;
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  private void problem(String field, String code, String message) {
    problems.add(new FieldProblem(field, code, message));
  }

  void check() {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        problem(name, "unknown-parameter", "is not known here; known: " + known);
      }
    }
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
  }
}
