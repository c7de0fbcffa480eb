package io.tierwise.starter.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.springframework.format.Parser;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Instants of requests: ISO 8601 text in years that the databases can hold. */
public final class Instants {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /**
   * @throws DateTimeException if the text is no instant, or one outside the years 1 to 9999
   */
  public static Instant parse(String text) {
    Instant instant = Instant.parse(text);
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw new DateTimeException(text + " is not in the years 1 to 9999");
    }
    return instant;
  }

  /** Reads instants of bodies by the same rule; a number is none, since its unit is not known. */
  public static SimpleModule module() {
    return new SimpleModule("tierwise-instants").addDeserializer(Instant.class, new Reader());
  }

  /** Reads instants of queries by the same rule. */
  public static final class OfQuery implements Parser<Instant> {
    @Override
    public Instant parse(String text, Locale locale) {
      return Instants.parse(text);
    }
  }

  private static final class Reader extends StdScalarDeserializer<Instant> {
    Reader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (Instant) context.handleUnexpectedToken(Instant.class, parser);
      }
      String text = parser.getString();
      try {
        return parse(text);
      } catch (DateTimeException e) {
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "%s", e.getMessage());
      }
    }
  }

  private Instants() {}
}
