package io.tierwise.contracts;

import java.time.Instant;
import java.time.LocalDate;
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
 * Instants in the quick way of {@link UsualTime}; whatever looks different goes the general way.
 */
final class InstantJson {
  static SimpleModule module() {
    return new SimpleModule("instants")
        .addDeserializer(Instant.class, new Reader())
        .addSerializer(Instant.class, new Writer());
  }

  /**
   * The text of a time of the usual years.
   *
   * @param text with room for {@link UsualTime#LONGEST}
   * @return its length, or -1 for the years before and after
   */
  static int put(Instant time, char[] text) {
    return Writer.put(time, text);
  }

  private static final class Reader extends ValueDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        Instant usual =
            UsualTime.parse(
                parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
        if (usual != null) {
          return usual;
        }
      }
      return InstantDeserializer.INSTANT.deserialize(parser, context);
    }
  }

  private static final class Writer extends ValueSerializer<Instant> {
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @Override
    public void serialize(Instant time, JsonGenerator out, SerializationContext context) {
      char[] text = new char[UsualTime.LONGEST];
      int length = put(time, text);
      if (length < 0) {
        InstantSerializer.INSTANCE.serialize(time, out, context);
      } else {
        out.writeString(text, 0, length);
      }
    }

    static int put(Instant time, char[] text) {
      long seconds = time.getEpochSecond();
      if (seconds < FIRST || seconds > LAST) {
        return -1;
      }
      LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, UsualTime.SECONDS_PER_DAY));
      int second = Math.floorMod(seconds, UsualTime.SECONDS_PER_DAY);
      put(text, 0, 4, date.getYear(), '-');
      put(text, 5, 2, date.getMonthValue(), '-');
      put(text, 8, 2, date.getDayOfMonth(), 'T');
      put(text, 11, 2, second / 3_600, ':');
      put(text, 14, 2, second / 60 % 60, ':');
      put(text, 17, 2, second % 60, 'Z');
      return fraction(text, time.getNano());
    }

    /** As many digits as needed, in threes; returns the length of all. */
    private static int fraction(char[] text, int nanos) {
      if (nanos == 0) {
        return UsualTime.TO_SECONDS + 1;
      }
      int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : UsualTime.NANO_DIGITS;
      int rest = digits == 3 ? nanos / 1_000_000 : digits == 6 ? nanos / 1_000 : nanos;
      text[UsualTime.TO_SECONDS] = '.';
      put(text, UsualTime.TO_SECONDS + 1, digits, rest, 'Z');
      return UsualTime.TO_SECONDS + 1 + digits + 1;
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
