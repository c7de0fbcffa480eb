package io.tierwise.contracts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.ser.InstantSerializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Instants of the usual form, {@code 2026-11-22T09:30:00.123Z}, read and written without the
 * general formatter, which cost more than the rest of an event's envelope. Whatever looks different
 * goes the general way.
 */
final class InstantJson {
  private static final int SECONDS_PER_DAY = 86_400;

  /** {@code yyyy-MM-ddTHH:mm:ss} */
  private static final int TO_SECONDS = 19;

  private static final int NANO_DIGITS = 9;
  private static final int LONGEST = TO_SECONDS + 1 + NANO_DIGITS + 1;

  static SimpleModule module() {
    return new SimpleModule("instants")
        .addDeserializer(Instant.class, new Reader())
        .addSerializer(Instant.class, new Writer());
  }

  private static final class Reader extends ValueDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        long nanos = -1;
        char[] text = parser.getStringCharacters();
        int from = parser.getStringOffset();
        int length = parser.getStringLength();
        if (length > TO_SECONDS && length <= LONGEST) {
          nanos = nanos(text, from + TO_SECONDS, from + length);
        }
        long seconds = nanos < 0 ? Long.MIN_VALUE : seconds(text, from);
        if (seconds != Long.MIN_VALUE) {
          return Instant.ofEpochSecond(seconds, nanos);
        }
      }
      return InstantDeserializer.INSTANT.deserialize(parser, context);
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
  }

  private static final class Writer extends ValueSerializer<Instant> {
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @Override
    public void serialize(Instant time, JsonGenerator out, SerializationContext context) {
      long seconds = time.getEpochSecond();
      if (seconds < FIRST || seconds > LAST) {
        InstantSerializer.INSTANCE.serialize(time, out, context);
        return;
      }
      char[] text = new char[LONGEST];
      LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
      int second = Math.floorMod(seconds, SECONDS_PER_DAY);
      put(text, 0, 4, date.getYear(), '-');
      put(text, 5, 2, date.getMonthValue(), '-');
      put(text, 8, 2, date.getDayOfMonth(), 'T');
      put(text, 11, 2, second / 3_600, ':');
      put(text, 14, 2, second / 60 % 60, ':');
      put(text, 17, 2, second % 60, 'Z');
      out.writeString(text, 0, fraction(text, time.getNano()));
    }

    /** As many digits as needed, in threes; returns the length of all. */
    private static int fraction(char[] text, int nanos) {
      if (nanos == 0) {
        return TO_SECONDS + 1;
      }
      int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : NANO_DIGITS;
      int rest = digits == 3 ? nanos / 1_000_000 : digits == 6 ? nanos / 1_000 : nanos;
      text[TO_SECONDS] = '.';
      put(text, TO_SECONDS + 1, digits, rest, 'Z');
      return TO_SECONDS + 1 + digits + 1;
    }

    private static void put(char[] text, int from, int digits, int number, char after) {
      int rest = number;
      for (int i = from + digits - 1; i >= from; i--) {
        text[i] = (char) ('0' + rest % 10);
        rest /= 10;
      }
      text[from + digits] = after;
    }
  }

  private InstantJson() {}
}
