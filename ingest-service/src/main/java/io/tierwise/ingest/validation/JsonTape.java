package io.tierwise.ingest.validation;

import java.util.Arrays;

/**
 * Where the values of one object stand in its bytes, in their order, without making anything of
 * them. It takes the look that {@link UsualJson} takes, and leaves as much to others. One tape
 * serves many objects, one after the other.
 */
final class JsonTape {
  /** No value: the first one is the whole object, which is no field of anything. */
  static final int NONE = 0;

  static final byte OBJECT = '{';
  static final byte ARRAY = '[';
  static final byte TEXT = '"';
  static final byte NULL = 'n';
  static final byte INTEGER = '0';
  static final byte DECIMAL = '.';

  private static final int MAX_VALUES = 400;
  private static final int MAX_FIELDS = 32;
  private static final int MAX_NAME = 64;
  private static final int MAX_DIGITS = 18;

  /** Bytes that do not go on with a text of ASCII. */
  private static final boolean[] ENDS = new boolean[256];

  static {
    Arrays.fill(ENDS, 0, ' ', true);
    Arrays.fill(ENDS, 0x7f, ENDS.length, true);
    ENDS['"'] = true;
    ENDS['\\'] = true;
  }

  private final byte[] kinds = new byte[MAX_VALUES];
  private final int[] froms = new int[MAX_VALUES];
  private final int[] tos = new int[MAX_VALUES];
  private final int[] nexts = new int[MAX_VALUES];
  private final short[] names = new short[MAX_VALUES];
  private final int[] nameFroms = new int[MAX_VALUES];
  private final int[] nameTos = new int[MAX_VALUES];
  private final byte[] bytes;
  private int end;
  private int at;
  private int size;
  private int most;
  private boolean compact;
  private int maxFields;
  private int maxDepth;

  JsonTape(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads an object in place of the one before.
   *
   * @return false where it is not of the usual look; nothing may be asked for then
   */
  boolean read(int offset, int length, EventLimits limits) {
    at = offset;
    end = offset + length;
    size = 1;
    most = Math.min(MAX_VALUES, limits.values());
    maxFields = Math.min(MAX_FIELDS, limits.fields());
    maxDepth = limits.depth();
    compact = true;
    kinds[0] = OBJECT;
    if (peek() != '{') {
      return false;
    }
    froms[0] = at;
    if (!object(0, 1)) {
      return false;
    }
    tos[0] = at;
    nexts[0] = size;
    return peek() < 0;
  }

  byte kind(int value) {
    return kinds[value];
  }

  /** Of a text, behind its quotation mark. */
  int from(int value) {
    return froms[value];
  }

  /** Of a text, its quotation mark. */
  int to(int value) {
    return tos[value];
  }

  int length(int value) {
    return tos[value] - froms[value];
  }

  /** The value behind all that belongs to this one. */
  int next(int value) {
    return nexts[value];
  }

  /** Of {@link FieldNames}. */
  int name(int value) {
    return names[value];
  }

  int nameFrom(int value) {
    return nameFroms[value];
  }

  int nameTo(int value) {
    return nameTos[value];
  }

  int size() {
    return size;
  }

  /** Whether no space stands between the values. */
  boolean isCompact() {
    return compact;
  }

  /** The next byte that is not space, which is not passed; negative at the end. */
  private int peek() {
    while (at < end) {
      byte b = bytes[at];
      if (b > ' ') {
        return b;
      }
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return 0;
      }
      compact = false;
      at++;
    }
    return -1;
  }

  private boolean object(int object, int depth) {
    at++;
    if (depth > maxDepth) {
      return false;
    }
    int next = peek();
    if (next == '}') {
      at++;
      return true;
    }
    int fields = maxFields;
    long known = 0;
    long knownToo = 0;
    boolean unknown = false;
    while (fields-- > 0 && next == '"') {
      int from = ++at;
      int to = from;
      while (to < end && !ENDS[bytes[to] & 0xff]) {
        to++;
      }
      if (to == end || bytes[to] != '"' || to - from >= MAX_NAME) {
        return false;
      }
      at = to + 1;
      int name = FieldNames.of(bytes, from, to);
      long bit = 1L << name;
      boolean twice;
      if (name == KnownNames.UNKNOWN) {
        twice = unknown && has(object, from, to);
        unknown = true;
      } else if (name < Long.SIZE) {
        twice = (known & bit) != 0;
        known |= bit;
      } else {
        twice = (knownToo & bit) != 0;
        knownToo |= bit;
      }
      if (twice || peek() != ':') {
        return false;
      }
      at++;
      int field = size;
      if (!value(depth)) {
        return false;
      }
      names[field] = (short) name;
      nameFroms[field] = from;
      nameTos[field] = to;
      next = peek();
      at++;
      if (next == '}') {
        return true;
      }
      if (next != ',') {
        return false;
      }
      next = peek();
    }
    return false;
  }

  private boolean has(int object, int from, int to) {
    for (int field = object + 1; field < size; field = nexts[field]) {
      if (Arrays.equals(bytes, nameFroms[field], nameTos[field], bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean array(int depth) {
    at++;
    if (depth > maxDepth) {
      return false;
    }
    if (peek() == ']') {
      at++;
      return true;
    }
    while (value(depth)) {
      int next = peek();
      at++;
      if (next == ']') {
        return true;
      }
      if (next != ',') {
        return false;
      }
    }
    return false;
  }

  private boolean value(int depth) {
    if (size >= most) {
      return false;
    }
    int value = size++;
    int first = peek();
    if (first <= 0) {
      return false;
    }
    kinds[value] = (byte) first;
    froms[value] = at;
    if (first == '"') {
      if (!text(value)) {
        return false;
      }
    } else {
      boolean usual =
          switch (first) {
            case '{' -> object(value, depth + 1);
            case '[' -> array(depth + 1);
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number(value);
          };
      if (!usual) {
        return false;
      }
      tos[value] = at;
    }
    nexts[value] = size;
    return true;
  }

  private boolean literal(String word) {
    int length = word.length();
    if (end - at < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += length;
    return true;
  }

  private boolean text(int value) {
    int from = at + 1;
    int to = from;
    while (to < end && !ENDS[bytes[to] & 0xff]) {
      to++;
    }
    if (to < end && bytes[to] < 0) {
      to = beyondAscii(from);
    }
    if (to >= end || bytes[to] != '"') {
      return false;
    }
    froms[value] = from;
    tos[value] = to;
    at = to + 1;
    return true;
  }

  /** The end of a text of more than ASCII; that of the bytes where it is not a usual one. */
  private int beyondAscii(int from) {
    int to = from;
    while (to < end && (bytes[to] < 0 || !ENDS[bytes[to] & 0xff])) {
      boolean control = bytes[to] == (byte) 0xc2 && to + 1 < end && bytes[to + 1] < (byte) 0xa0;
      if (control) {
        return end;
      }
      to++;
    }
    return Utf8.isValid(bytes, from, to - from) ? to : end;
  }

  /** One that is written out as it came: digits, of which the first is not 0 without need. */
  private boolean number(int value) {
    boolean negative = bytes[at] == '-';
    int whole = negative ? ++at : at;
    int ones = digits();
    if (at == whole || bytes[whole] == '0' && at > whole + 1) {
      return false;
    }
    kinds[value] = INTEGER;
    if (at < end && bytes[at] == '.') {
      kinds[value] = DECIMAL;
      int point = at++;
      ones |= digits();
      if (at == point + 1) {
        return false;
      }
    }
    boolean exponent = at < end && (bytes[at] == 'e' || bytes[at] == 'E');
    boolean minusZero = negative && ones == 0;
    return !exponent && !minusZero && at - froms[value] <= MAX_DIGITS;
  }

  /** Passes digits; 0 where all of them are. */
  private int digits() {
    int ones = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      ones |= bytes[at++] - '0';
    }
    return ones;
  }
}
