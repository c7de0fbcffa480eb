package io.tierwise.profile.adapter.web;

import io.tierwise.profile.analysis.Audience;
import io.tierwise.profile.analysis.CalendarUnit;
import io.tierwise.profile.analysis.Period;
import io.tierwise.profile.standing.StandingFilter;
import io.tierwise.starter.web.QueryParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What questions about all users are asked with. */
final class QuestionParameters {
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final QueryParameters given;

  QuestionParameters(Map<String, List<String>> given) {
    this.given = new QueryParameters(given);
    this.given.allow("from", "to", "format");
  }

  /** From the first instant of a day where only a day is given. */
  Period period(Instant now) {
    Instant to = time("to", now);
    Instant from = time("from", to.minusSeconds(30L * 24 * 60 * 60));
    if (!from.isBefore(to)) {
      given.problem("from", "out-of-range", from + " is not before " + to);
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
      given.problem(name, "out-of-range", "'" + text + "' is not between 1900 and 2200");
    } catch (DateTimeException e) {
      given.problem(name, "wrong-type", "'" + text + "' is not 2026-01-31 or 2026-01-31T12:00:00Z");
    }
    return otherwise;
  }

  @Nullable String text(String name) {
    return given.get(name, QueryParameters::text, "text");
  }

  int number(String name, int otherwise, int least, int most) {
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
    given.problem(name, "out-of-range", "'" + text + "' is not between " + least + " and " + most);
    return otherwise;
  }

  boolean truth(String name) {
    return Boolean.TRUE.equals(given.get(name, QueryParameters::truth, "true or false"));
  }

  /** One of some words; the first where none is given. */
  String word(String name, List<String> words) {
    String text = text(name);
    if (text != null && !words.contains(text)) {
      given.problem(name, "wrong-type", "'" + text + "' is none of " + words);
    }
    return text == null ? words.getFirst() : text;
  }

  /** By tag and standing, with or without suspects. */
  Audience audience() {
    String tag = text("tag");
    if (tag != null && !TagNames.isOne(tag)) {
      given.problem("tag", "wrong-type", "'" + tag + "' is not a tag");
    }
    StandingFilter standing = new StandingFilter(text("tier"), text("segment"), text("audience"));
    return new Audience(tag, standing, truth("suspects"));
  }

  @Nullable CalendarUnit unit(String name, List<CalendarUnit> allowed) {
    return given.get(name, text -> oneOf(allowed, text), "one of " + allowed);
  }

  private static CalendarUnit oneOf(List<CalendarUnit> allowed, String text) {
    return allowed.stream()
        .filter(unit -> unit.toString().equals(text))
        .findFirst()
        .orElseThrow(IllegalArgumentException::new);
  }

  /** Whether the answer is to be CSV: by format, else by the header. */
  boolean csv(@Nullable String accept) {
    String format = given.get("format");
    if (format != null) {
      if (!format.equals("csv") && !format.equals("json")) {
        given.problem("format", "wrong-type", "'" + format + "' is not csv or json");
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

  void check() {
    given.check();
  }
}
