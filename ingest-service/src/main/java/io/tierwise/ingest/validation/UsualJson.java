package io.tierwise.ingest.validation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object of the usual look without the general parser, which costs several times as much:
 * no escapes or controls, numbers of few digits without exponents, few fields in an object, none of
 * them twice, nothing beyond the limits. What looks different, or is wrong, is not read at all, but
 * left to {@link JsonTree}, which says what is wrong with it. What is read is the same in both.
 */
final class UsualJson {
  /** In place of a value that is left to others. */
  private static final Object UNUSUAL = new Object();

  private static final int MAX_FIELDS = 32;
  private static final int MAX_NAME = 64;
  private static final int MAX_DIGITS = 18;

  /**
   * Bytes that do not go on with a text: its quotation mark, a backslash, the controls of ASCII.
   */
  private static final boolean[] ENDS = new boolean[256];

  static {
    Arrays.fill(ENDS, 0, ' ', true);
    ENDS['"'] = true;
    ENDS['\\'] = true;
    ENDS[0x7f] = true;
  }

  /**
   * Names that were met, so that they need neither be made nor hashed again. Two threads that put
   * different names into one place do no harm.
   */
  private static final @Nullable Name[] NAMES = new Name[1 << 10];

  @SuppressWarnings("ArrayRecordComponent") // never handed out
  private record Name(byte[] bytes, String text) {}

  private final byte[] bytes;
  private final int end;
  private final EventLimits limits;
  private int at;
  private int values;

  private UsualJson(byte[] bytes, int offset, int length, EventLimits limits) {
    this.bytes = bytes;
    this.at = offset;
    this.end = offset + length;
    this.limits = limits;
  }

  /**
   * @param bytes valid UTF-8
   * @return null where it is not of the usual look
   */
  @SuppressWarnings("unchecked")
  static @Nullable Map<String, Object> read(
      byte[] bytes, int offset, int length, EventLimits limits) {
    UsualJson json = new UsualJson(bytes, offset, length, limits);
    if (json.peek() != '{') {
      return null;
    }
    Object object = json.object(1);
    return object == UNUSUAL || json.peek() >= 0 ? null : (Map<String, Object>) object;
  }

  /** The next byte that is not space, which is not passed; negative at the end. */
  private int peek() {
    while (at < end) {
      byte b = bytes[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b & 0xff;
      }
      at++;
    }
    return -1;
  }

  private Object object(int depth) {
    at++;
    FewFields fields = new FewFields();
    if (depth > limits.depth()) {
      return UNUSUAL;
    }
    if (peek() == '}') {
      at++;
      return fields;
    }
    int most = Math.min(MAX_FIELDS, limits.fields());
    while (fields.size() < most && peek() == '"') {
      String name = name();
      if (name == null || peek() != ':') {
        return UNUSUAL;
      }
      at++;
      Object value = value(depth);
      int before = fields.size();
      if (value != UNUSUAL) {
        fields.put(name, value);
      }
      if (fields.size() == before) {
        return UNUSUAL;
      }
      int next = peek();
      at++;
      if (next == '}') {
        return fields;
      }
      if (next != ',') {
        return UNUSUAL;
      }
    }
    return UNUSUAL;
  }

  private Object array(int depth) {
    at++;
    List<Object> array = new ArrayList<>();
    if (depth > limits.depth()) {
      return UNUSUAL;
    }
    if (peek() == ']') {
      at++;
      return array;
    }
    while (true) {
      Object value = value(depth);
      if (value == UNUSUAL) {
        return UNUSUAL;
      }
      array.add(value);
      int next = peek();
      at++;
      if (next == ']') {
        return array;
      }
      if (next != ',') {
        return UNUSUAL;
      }
    }
  }

  @SuppressWarnings("NullAway") // JSON null is kept: on a trait it has a meaning
  private Object value(int depth) {
    if (++values > limits.values()) {
      return UNUSUAL;
    }
    return switch (peek()) {
      case '"' -> text();
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case 't' -> literal("true", Boolean.TRUE);
      case 'f' -> literal("false", Boolean.FALSE);
      case 'n' -> literal("null", null);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> UNUSUAL;
    };
  }

  @SuppressWarnings("NullAway")
  private Object literal(String word, @Nullable Object value) {
    int length = word.length();
    if (end - at < length) {
      return UNUSUAL;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return UNUSUAL;
      }
    }
    at += length;
    return value;
  }

  private Object text() {
    int start = ++at;
    int any = 0;
    int i = start;
    while (i < end && !ENDS[bytes[i] & 0xff]) {
      any |= bytes[i++];
    }
    if (i == end || bytes[i] != '"') {
      return UNUSUAL;
    }
    at = i + 1;
    if (any >= 0) {
      return new String(bytes, start, i - start, StandardCharsets.ISO_8859_1);
    }
    String text = new String(bytes, start, i - start, StandardCharsets.UTF_8);
    return hasControl(text) ? UNUSUAL : text;
  }

  /** Beyond ASCII, where one has two bytes. */
  private static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Null where it is unusual. */
  private @Nullable String name() {
    int start = ++at;
    int most = Math.min(end, start + MAX_NAME);
    int i = start;
    while (i < most && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    if (i == most || bytes[i] != '"') {
      return null;
    }
    at = i + 1;
    return name(start, i);
  }

  private String name(int from, int to) {
    int place = to - from;
    if (place > 0) {
      place += 7 * bytes[from] + 31 * bytes[from + place / 2] + 131 * bytes[to - 1];
    }
    place &= NAMES.length - 1;
    Name met = NAMES[place];
    if (met != null && Arrays.equals(met.bytes, 0, met.bytes.length, bytes, from, to)) {
      return met.text;
    }
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    NAMES[place] = new Name(Arrays.copyOfRange(bytes, from, to), text);
    return text;
  }

  private Object number() {
    int start = at;
    boolean negative = bytes[at] == '-';
    if (negative) {
      at++;
    }
    int whole = at;
    long number = digits(0);
    if (at == whole || bytes[whole] == '0' && at > whole + 1) {
      return UNUSUAL;
    }
    int scale = 0;
    boolean decimal = at < end && bytes[at] == '.';
    if (decimal) {
      int point = at++;
      number = digits(number);
      scale = at - point - 1;
    }
    if (at - start > MAX_DIGITS
        || decimal && scale == 0
        || at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      return UNUSUAL;
    }
    long signed = negative ? -number : number;
    return decimal ? BigDecimal.valueOf(signed, scale) : (Object) signed;
  }

  /** Overflows where there are too many, which are left to others by their count. */
  private long digits(long before) {
    long number = before;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      number = 10 * number + bytes[at++] - '0';
    }
    return number;
  }
}
