package io.tierwise.campaign.journey;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Days of the year in traits: {@code 1990-05-17}, with or without a time after it, or {@code
 * 05-17}.
 */
final class Birthdays {
  /** Null if the text is no date. */
  static @Nullable MonthDay day(@Nullable String date) {
    try {
      if (date == null) {
        return null;
      }
      return date.length() >= 10
          ? MonthDay.from(LocalDate.parse(date.substring(0, 10)))
          : MonthDay.parse("--" + date);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** When the day of that year begins in UTC; the 29th of February is the 28th in most years. */
  static @Nullable Instant in(int year, @Nullable String date) {
    MonthDay day = day(date);
    return day == null ? null : day.atYear(year).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private Birthdays() {}
}
