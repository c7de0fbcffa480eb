package io.tierwise.campaign.journey;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with a document, instead of stopping at the first. */
final class Flaws {
  private static final int LONGEST = 200;
  private final List<Flaw> found = new ArrayList<>();

  void add(String field, String code, String message) {
    found.add(new Flaw(field, code, message));
  }

  List<Flaw> found() {
    return List.copyOf(found);
  }

  boolean any() {
    return !found.isEmpty();
  }

  /** An empty text stands for one that is wrong. */
  String text(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      add(field, "missing", "is required");
      return "";
    }
    if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
      add(field, "invalid-text", "has more than " + LONGEST + " or control characters");
      return "";
    }
    return value;
  }

  List<String> texts(String field, @Nullable List<@Nullable String> values, int most) {
    List<@Nullable String> list = Objects.requireNonNullElse(values, List.of());
    if (list.size() > most) {
      add(field, "too-many", list.size() + " entries, at most " + most + " are allowed");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      texts.add(text(field + "[" + i + "]", list.get(i)));
    }
    return texts;
  }

  /** A minute stands for one that is wrong. */
  Duration duration(String field, @Nullable String value, Duration most) {
    String text = text(field, value);
    if (text.isEmpty()) {
      return Duration.ofMinutes(1);
    }
    try {
      Duration duration = Duration.parse(text);
      if (duration.isNegative() || duration.isZero()) {
        add(field, "not-positive", text + " is not longer than nothing");
      } else if (duration.compareTo(most) > 0) {
        add(field, "too-long", text + " is longer than " + most.toDays() + " days");
      } else {
        return duration;
      }
    } catch (DateTimeException e) {
      add(field, "invalid-duration", "'" + text + "' is no duration such as PT1H or P7D");
    }
    return Duration.ofMinutes(1);
  }

  int days(String field, @Nullable Integer value, int most) {
    if (value == null) {
      add(field, "missing", "is required");
      return 1;
    }
    if (value < 1 || value > most) {
      add(field, "out-of-range", value + " is not in 1.." + most);
      return 1;
    }
    return value;
  }

  double share(String field, @Nullable BigDecimal value, double most) {
    double share = value == null ? 0 : value.doubleValue();
    if (!(share >= 0 && share <= most)) {
      add(field, "out-of-range", value + " is not in 0.." + most);
      return 0;
    }
    return share;
  }
}
