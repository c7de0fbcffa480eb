package io.tierwise.contracts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/**
 * Times of the usual form, {@code 2026-11-22T09:30:00.123Z}, read without the general formatter,
 * which costs more than the rest of an event's envelope.
 */
public final class UsualTime {
  static final int SECONDS_PER_DAY = 86_400;

  /** {@code yyyy-MM-ddTHH:mm:ss} */
  static final int TO_SECONDS = 19;

  static final int NANO_DIGITS = 9;

  /** Characters that such a time has at most. */
  public static final int LONGEST = TO_SECONDS + 1 + NANO_DIGITS + 1;

  /** Null where it looks different, whether or not it is a time. */
  public static @Nullable Instant parse(String text) {
    return text.length() > LONGEST ? null : parse(text.toCharArray(), 0, text.length());
  }

  /** The same for a part of a text. */
  public static @Nullable Instant parse(char[] text, int from, int length) {
    if (length <= TO_SECONDS || length > LONGEST) {
      return null;
    }
    long nanos = nanos(text, from + TO_SECONDS, from + length);
    long seconds = nanos < 0 ? Long.MIN_VALUE : seconds(text, from);
    return seconds == Long.MIN_VALUE ? null : Instant.ofEpochSecond(seconds, nanos);
  }

  /** {@code Z}, or a point, digits and {@code Z}; else -1. */
  private static long nanos(char[] text, int from, int end) {
    if (text[end - 1] != 'Z') {
      return -1;
    }
    int digits = end - from - 2;
    if (digits < 0) {
      return 0;
    }
    if (digits == 0 || text[from] != '.') {
      return -1;
    }
    long nanos = 0;
    for (int i = 0; i < NANO_DIGITS; i++) {
      int digit = i < digits ? text[from + 1 + i] - '0' : 0;
      if (digit < 0 || digit > 9) {
        return -1;
      }
      nanos = nanos * 10 + digit;
    }
    return nanos;
  }

  /** Of the epoch; the smallest long where this is no such time. */
  private static long seconds(char[] text, int from) {
    int year = number(text, from, 4);
    int month = number(text, from + 5, 2);
    int day = number(text, from + 8, 2);
    int hour = number(text, from + 11, 2);
    int minute = number(text, from + 14, 2);
    int second = number(text, from + 17, 2);
    boolean usual =
        text[from + 4] == '-'
            && text[from + 7] == '-'
            && text[from + 10] == 'T'
            && text[from + 13] == ':'
            && text[from + 16] == ':'
            && year >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= Month.of(month).length(Year.isLeap(year))
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60;
    return usual
        ? LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY
            + hour * 3_600
            + minute * 60
            + second
        : Long.MIN_VALUE;
  }

  /** Negative where it is none. */
  private static int number(char[] text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private UsualTime() {}
}
