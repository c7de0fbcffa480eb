package io.tierwise.ingest.validation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object into maps, lists, strings, booleans, longs and exact decimals, and finds
 * what the grammar allows but nobody downstream can keep: fields named twice, NUL and halves of
 * surrogate pairs in text, numbers of absurd size, too much depth or breadth.
 *
 * <p>A tree of our own rather than the parser library's, because what is not mapped travels on as
 * plain maps and because the bounds are checked while it grows.
 */
final class JsonTree {
  /** The bounds are our own, on whole events, so that every excess is a precise reason. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final int MAX_DIGITS = 60;
  static final int MAX_EXPONENT = 400;
  private static final int MAX_NAME = 256;

  private final JsonParser parser;
  private final EventLimits limits;
  private final Findings findings;
  private int values;

  private JsonTree(JsonParser parser, EventLimits limits, Findings findings) {
    this.parser = parser;
    this.limits = limits;
    this.findings = findings;
  }

  /**
   * @param bytes valid UTF-8
   * @return the object, or null where there is none; the findings say what is wrong either way
   */
  static @Nullable Map<String, Object> read(
      byte[] bytes, int offset, int length, EventLimits limits, Findings findings) {
    Map<String, Object> usual = UsualJson.read(bytes, offset, length, limits);
    return usual == null ? readAny(bytes, offset, length, limits, findings) : usual;
  }

  /** Whatever it looks like. */
  static @Nullable Map<String, Object> readAny(
      byte[] bytes, int offset, int length, EventLimits limits, Findings findings) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        findings.add("$", ReasonCode.EMPTY, "there is no JSON");
        return null;
      }
      if (first != JsonToken.START_OBJECT) {
        findings.add("$", ReasonCode.WRONG_TYPE, "must be an object, not " + nameOf(first));
        return null;
      }
      Map<String, Object> object = new JsonTree(parser, limits, findings).object(1);
      if (parser.nextToken() != null) {
        findings.add(
            "$",
            ReasonCode.BROKEN_JSON,
            "something follows the object" + at(parser.currentTokenLocation()));
      }
      return object;
    } catch (StreamConstraintsException e) {
      findings.add("$", ReasonCode.OUT_OF_RANGE, "a number has too many digits" + at(e));
      return null;
    } catch (JacksonException e) {
      // The parser adds where an object began, in words about itself.
      String what = e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
      findings.add("$", ReasonCode.BROKEN_JSON, Quoted.plain(what, 200) + at(e));
      return null;
    }
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    String name;
    while ((name = parser.nextName()) != null) {
      checkName(name);
      parser.nextToken();
      int before = object.size();
      object.put(name, value(depth));
      if (object.size() == before) {
        findings.add(path(), ReasonCode.DUPLICATE_FIELD, "is given twice");
      } else if (before == limits.fields()) {
        findings.add(
            parentPath(), ReasonCode.TOO_MANY_FIELDS, "more than " + limits.fields() + " fields");
      }
    }
    return object;
  }

  private List<Object> array(int depth) {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(depth));
    }
    return array;
  }

  @SuppressWarnings("NullAway") // JSON null is kept: on a trait it has a meaning
  private Object value(int depth) {
    if (++values == limits.values() + 1) {
      findings.add("$", ReasonCode.TOO_MANY_VALUES, "more than " + limits.values() + " values");
    }
    if (values > limits.values()) {
      parser.skipChildren();
      return null;
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> isTooDeep(depth + 1) ? new LinkedHashMap<>() : object(depth + 1);
      case START_ARRAY -> isTooDeep(depth + 1) ? new ArrayList<>() : array(depth + 1);
      case VALUE_STRING -> text();
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> null;
    };
  }

  private boolean isTooDeep(int depth) {
    if (depth <= limits.depth()) {
      return false;
    }
    findings.add(path(), ReasonCode.TOO_DEEP, "more than " + limits.depth() + " levels deep");
    parser.skipChildren();
    return true;
  }

  private String text() {
    String text = parser.getString();
    checkCharacters(text);
    return text;
  }

  private Object integer() {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> isTooLong() ? 0L : parser.getBigIntegerValue();
    };
  }

  private BigDecimal decimal() {
    if (isTooLong()) {
      return BigDecimal.ZERO;
    }
    BigDecimal decimal = parser.getDecimalValue();
    if (Math.abs((long) decimal.scale()) > MAX_EXPONENT) {
      findings.add(path(), ReasonCode.OUT_OF_RANGE, "its exponent is out of range");
      return BigDecimal.ZERO;
    }
    return decimal;
  }

  private boolean isTooLong() {
    boolean tooLong = parser.getStringLength() > MAX_DIGITS;
    if (tooLong) {
      findings.add(
          path(), ReasonCode.OUT_OF_RANGE, "a number of more than " + MAX_DIGITS + " digits");
    }
    return tooLong;
  }

  private void checkName(String name) {
    if (name.length() > MAX_NAME) {
      findings.add(path(), ReasonCode.TOO_LONG, "a field name of " + name.length() + " characters");
    }
    checkCharacters(name);
  }

  /** NUL cannot be stored as text by the databases, half a pair cannot be written as UTF-8. */
  private void checkCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        findings.add(path(), ReasonCode.CONTROL_CHARACTER, "has a NUL character");
        return;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          findings.add(path(), ReasonCode.INVALID_UNICODE, "has half of a surrogate pair");
          return;
        }
        i++;
      }
    }
  }

  private String path() {
    return path(parser.streamReadContext());
  }

  private String parentPath() {
    String path = path(parser.streamReadContext().getParent());
    return path.isEmpty() ? "$" : path;
  }

  private static String path(@Nullable TokenStreamContext context) {
    if (context == null || context.inRoot()) {
      return "";
    }
    // A container that was just opened is its own context and has no place in itself yet.
    String parent = path(context.getParent());
    if (context.inArray()) {
      return context.hasCurrentIndex() ? parent + "[" + context.getCurrentIndex() + "]" : parent;
    }
    String name = context.currentName();
    if (name == null) {
      return parent;
    }
    return parent.isEmpty() ? name : parent + "." + name;
  }

  private static String nameOf(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "null";
    };
  }

  private static String at(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    return location == null ? "" : at(location);
  }

  private static String at(TokenStreamLocation location) {
    return " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
