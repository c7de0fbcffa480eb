package io.tierwise.ingest.validation;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the elements of one array in an enclosing object by their brackets alone, without reading
 * them. What is wrong inside an element, be it broken JSON, bytes that are no UTF-8 or depth
 * without end, then stays the trouble of that element; only brackets that do not match or a string
 * without end spoil the whole. One pass, no recursion.
 */
public final class JsonSlices {
  /** An element of the array within the bytes that were given. */
  public record Slice(int offset, int length) {}

  /** What cutting came to. */
  public sealed interface Cut {
    /**
     * @param envelope the enclosing object with the array replaced by null
     */
    record Elements(List<Slice> slices, byte[] envelope) implements Cut {}

    record Unreadable(Reason reason) implements Cut {}
  }

  private static final class Broken extends Exception {
    private final String field;
    private final ReasonCode code;
    private final String reason;

    Broken(String field, ReasonCode code, String reason) {
      super(reason, null, false, false);
      this.field = field;
      this.code = code;
      this.reason = reason;
    }
  }

  /** How much deeper it gets behind a byte; of a quotation mark just that it is not 0. */
  private static final byte[] MARKS = new byte[256];

  static {
    MARKS['"'] = Byte.MAX_VALUE;
    MARKS['{'] = 1;
    MARKS['['] = 1;
    MARKS['}'] = -1;
    MARKS[']'] = -1;
  }

  private final byte[] bytes;
  private final byte[] arrayName;
  private final String field;
  private final int maxElements;
  private final List<Slice> slices = new ArrayList<>();
  private int at;
  private int arrayStart = -1;
  private int arrayEnd;

  private JsonSlices(byte[] bytes, String field, int maxElements) {
    this.bytes = bytes;
    this.field = field;
    this.arrayName = field.getBytes(StandardCharsets.US_ASCII);
    this.maxElements = maxElements;
  }

  /**
   * @param field the name of the array
   */
  public static Cut cut(byte[] bytes, String field, int maxElements) {
    JsonSlices slices = new JsonSlices(bytes, field, maxElements);
    try {
      slices.root();
      return new Cut.Elements(List.copyOf(slices.slices), slices.envelope());
    } catch (Broken e) {
      return new Cut.Unreadable(new Reason(e.field, e.code.code(), e.reason));
    }
  }

  private void root() throws Broken {
    skipByteOrderMark();
    skipSpace();
    if (at == bytes.length) {
      throw new Broken("$", ReasonCode.EMPTY, "the body is empty");
    }
    if (bytes[at] != '{') {
      throw new Broken(
          "$",
          isValueStart() ? ReasonCode.WRONG_TYPE : ReasonCode.BROKEN_JSON,
          "the body must be an object with the array " + field);
    }
    at++;
    skipSpace();
    if (peek() == '}') {
      at++;
    } else {
      do {
        member();
        skipSpace();
      } while (nextIsComma('}'));
    }
    skipSpace();
    if (at < bytes.length) {
      throw broken("something follows the object");
    }
    if (arrayStart < 0) {
      throw new Broken(field, ReasonCode.MISSING, "is required");
    }
    if (slices.isEmpty()) {
      throw new Broken(field, ReasonCode.EMPTY, "has no elements");
    }
  }

  private void member() throws Broken {
    skipSpace();
    if (peek() != '"') {
      throw broken("a field name was expected");
    }
    int nameStart = at + 1;
    skipString();
    boolean isArray = matchesName(nameStart, at - 1);
    skipSpace();
    if (peek() != ':') {
      throw broken("a colon was expected");
    }
    at++;
    skipSpace();
    if (isArray) {
      array();
    } else {
      skipValue();
    }
  }

  private void array() throws Broken {
    if (arrayStart >= 0) {
      throw new Broken(field, ReasonCode.DUPLICATE_FIELD, "is given twice");
    }
    if (peek() != '[') {
      throw new Broken(field, ReasonCode.WRONG_TYPE, "must be an array");
    }
    arrayStart = at++;
    skipSpace();
    if (peek() == ']') {
      at++;
    } else {
      do {
        skipSpace();
        int start = at;
        skipValue();
        if (slices.size() == maxElements) {
          throw new Broken(
              field, ReasonCode.TOO_MANY_EVENTS, "has more than " + maxElements + " elements");
        }
        slices.add(new Slice(start, at - start));
        skipSpace();
      } while (nextIsComma(']'));
    }
    arrayEnd = at;
  }

  /** Passes a comma or the closing bracket. */
  private boolean nextIsComma(char close) throws Broken {
    int next = peek();
    if (next != ',' && next != close) {
      throw broken("a comma or '" + close + "' was expected");
    }
    at++;
    return next == ',';
  }

  private void skipValue() throws Broken {
    int first = peek();
    if (first == '"') {
      skipString();
    } else if (first == '{' || first == '[') {
      skipContainer();
    } else {
      int start = at;
      while (at < bytes.length && !isDelimiter(bytes[at])) {
        at++;
      }
      if (at == start) {
        throw broken("a value was expected");
      }
    }
  }

  private void skipContainer() throws Broken {
    byte[] in = bytes;
    int start = at;
    int i = start;
    int depth = 0;
    do {
      while (i < in.length && MARKS[in[i] & 0xff] == 0) {
        i++;
      }
      if (i == in.length) {
        at = i;
        throw broken("the brackets that open at byte " + start + " do not close");
      }
      if (in[i] == '"') {
        i = endOfString(i);
      } else {
        depth += MARKS[in[i++]];
      }
    } while (depth > 0);
    at = i;
  }

  private void skipString() throws Broken {
    at = endOfString(at);
  }

  /** The place behind its second quotation mark. */
  private int endOfString(int start) throws Broken {
    byte[] in = bytes;
    int i = start + 1;
    while (i < in.length && in[i] != '"') {
      i += in[i] == '\\' ? 2 : 1;
    }
    if (i >= in.length) {
      at = in.length;
      throw broken("the text that begins at byte " + start + " does not end");
    }
    return i + 1;
  }

  private boolean matchesName(int from, int to) {
    if (to - from != arrayName.length) {
      return false;
    }
    for (int i = 0; i < arrayName.length; i++) {
      if (bytes[from + i] != arrayName[i]) {
        return false;
      }
    }
    return true;
  }

  private byte[] envelope() {
    byte[] nothing = {'n', 'u', 'l', 'l'};
    byte[] envelope = new byte[arrayStart + nothing.length + bytes.length - arrayEnd];
    System.arraycopy(bytes, 0, envelope, 0, arrayStart);
    System.arraycopy(nothing, 0, envelope, arrayStart, nothing.length);
    System.arraycopy(
        bytes, arrayEnd, envelope, arrayStart + nothing.length, bytes.length - arrayEnd);
    return envelope;
  }

  private int peek() {
    return at < bytes.length ? bytes[at] & 0xff : -1;
  }

  private void skipSpace() {
    while (at < bytes.length && isSpace(bytes[at])) {
      at++;
    }
  }

  private void skipByteOrderMark() {
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf) {
      at = 3;
    }
  }

  private boolean isValueStart() {
    return "[\"-0123456789tfn".indexOf(bytes[at]) >= 0;
  }

  private static boolean isDelimiter(byte b) {
    return b == ',' || b == ']' || b == '}' || b == ':' || b == '"' || isSpace(b);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private Broken broken(String what) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < at && i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Broken(
        "$",
        ReasonCode.BROKEN_JSON,
        what + " at line " + line + ", column " + (at - lineStart + 1));
  }
}
