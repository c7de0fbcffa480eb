package io.tierwise.ingest.validation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The fields of an event of the usual look and the JSON that is made of them: what {@link Fields}
 * is to one that is read the general way. A field is the place of its value on the tape, {@link
 * JsonTape#NONE} where there is none or JSON null. One that is doubtful makes the whole event
 * unusual, and reads as absent.
 */
final class UsualFields {
  private static final int ROOM = 2_048;

  /** What is written is never so many times as long as what came. */
  private static final int GROWTH = 8;

  private final byte[] bytes;
  private final JsonTape tape;
  private final int[] fields = new int[FieldNames.COUNT];
  private boolean[] taken = new boolean[64];
  private int opened;
  private int openedTo;
  private boolean usual;
  private byte[] out = new byte[3 * ROOM];
  private int size;

  UsualFields(byte[] bytes) {
    this.bytes = bytes;
    this.tape = new JsonTape(bytes);
  }

  /** A name as it is written, behind a comma that the first field of an object overwrites. */
  static byte[] ready(String name) {
    return (",\"" + name + "\":").getBytes(US_ASCII);
  }

  /**
   * Begins another event.
   *
   * @return whether it is of the usual look
   */
  boolean read(int offset, int length, EventLimits limits) {
    if (!tape.read(offset, length, limits)) {
      return false;
    }
    if (taken.length < tape.size()) {
      taken = new boolean[2 * tape.size()];
    }
    Arrays.fill(taken, 0, tape.size(), false);
    if (out.length < ROOM + GROWTH * length) {
      out = new byte[ROOM + GROWTH * length];
    }
    Arrays.fill(fields, JsonTape.NONE);
    size = 0;
    usual = true;
    fill(JsonTape.NONE);
    return true;
  }

  boolean isUsual() {
    return usual;
  }

  void doubt() {
    usual = false;
  }

  void doubtUnless(int field) {
    usual &= field != JsonTape.NONE;
  }

  /**
   * From now on all fields are those of that object. Whoever opens an object, then one within it,
   * and comes back, uses {@link #reopen}.
   */
  void open(int object) {
    opened = object;
    openedTo = object;
    if (object != JsonTape.NONE) {
      fill(object);
    }
  }

  void reopen(int object) {
    Arrays.fill(fields, JsonTape.NONE);
    open(object);
  }

  private void fill(int object) {
    int end = tape.next(object);
    for (int field = object + 1; field < end; field = tape.next(field)) {
      fields[tape.name(field)] = field;
    }
    opened = object;
    openedTo = end;
  }

  /** What stands beyond the object is left from one that was opened before. */
  private int get(int name) {
    int field = fields[name];
    return field > opened && field < openedTo ? field : JsonTape.NONE;
  }

  boolean has(int name) {
    int field = get(name);
    return field != JsonTape.NONE && tape.kind(field) != JsonTape.NULL;
  }

  /** The first of the names that has a value, else the first name. */
  int nameOf(int name, int alias) {
    return !has(name) && has(alias) ? alias : name;
  }

  int nameOf(int name, int alias, int second) {
    int chosen = nameOf(name, alias);
    return has(chosen) ? chosen : nameOf(name, second);
  }

  int nameOf(int name, int alias, int second, int third) {
    int chosen = nameOf(name, alias, second);
    return has(chosen) ? chosen : nameOf(name, third);
  }

  /** What is taken does not travel on with the rest. */
  int take(int name) {
    int field = get(name);
    if (field == JsonTape.NONE) {
      return JsonTape.NONE;
    }
    taken[field] = true;
    return tape.kind(field) == JsonTape.NULL ? JsonTape.NONE : field;
  }

  boolean isTaken(int name) {
    return taken[get(name)];
  }

  /** Text that has a meaning. */
  int name(int name, int max) {
    int field = take(name);
    return field == JsonTape.NONE || isText(field) && isLine(field, max) ? field : doubtful();
  }

  /** Likewise, or a whole number. */
  int id(int name) {
    return id(name, Fields.MAX_ID);
  }

  int id(int name, int max) {
    int field = take(name);
    return field == JsonTape.NONE
            || tape.kind(field) == JsonTape.INTEGER
            || isText(field) && isLine(field, max)
        ? field
        : doubtful();
  }

  /** Likewise, or any number. */
  int label(int name, int max) {
    int field = take(name);
    return field == JsonTape.NONE || isNumber(field) || isText(field) && isLine(field, max)
        ? field
        : doubtful();
  }

  /** Text that may be blank, or any number. */
  int text(int name, int max) {
    int field = take(name);
    return field == JsonTape.NONE || isNumber(field) || isText(field) && tape.length(field) <= max
        ? field
        : doubtful();
  }

  int object(int name) {
    int field = take(name);
    return field == JsonTape.NONE || tape.kind(field) == JsonTape.OBJECT ? field : doubtful();
  }

  int array(int name) {
    int field = take(name);
    return field == JsonTape.NONE || tape.kind(field) == JsonTape.ARRAY ? field : doubtful();
  }

  private int doubtful() {
    usual = false;
    return JsonTape.NONE;
  }

  boolean isText(int field) {
    return tape.kind(field) == JsonTape.TEXT;
  }

  boolean isNumber(int field) {
    byte kind = tape.kind(field);
    return kind == JsonTape.INTEGER || kind == JsonTape.DECIMAL;
  }

  /** Not blank, and no longer than that in bytes. */
  private boolean isLine(int text, int max) {
    int length = tape.length(text);
    return length > 0 && length <= max && (bytes[tape.from(text)] > ' ' || !string(text).isBlank());
  }

  boolean isInteger(int field) {
    return tape.kind(field) == JsonTape.INTEGER;
  }

  boolean isObject(int field) {
    return tape.kind(field) == JsonTape.OBJECT;
  }

  boolean is(int text, byte[] wanted) {
    return isText(text)
        && Arrays.equals(bytes, tape.from(text), tape.to(text), wanted, 0, wanted.length);
  }

  boolean startsWith(int text, byte[] prefix) {
    int from = tape.from(text);
    return tape.length(text) >= prefix.length
        && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
  }

  /** An object or an array. */
  boolean isEmpty(int container) {
    return tape.next(container) == container + 1;
  }

  int from(int field) {
    return tape.from(field);
  }

  int to(int field) {
    return tape.to(field);
  }

  int length(int field) {
    return tape.length(field);
  }

  int next(int field) {
    return tape.next(field);
  }

  String string(int text) {
    int from = tape.from(text);
    int length = tape.length(text);
    for (int i = from; i < from + length; i++) {
      if (bytes[i] < 0) {
        return new String(bytes, from, length, UTF_8);
      }
    }
    return new String(bytes, from, length, ISO_8859_1);
  }

  /** All that was written. */
  byte[] written() {
    return Arrays.copyOf(out, size);
  }

  void put(byte[] json) {
    System.arraycopy(json, 0, out, size, json.length);
    size += json.length;
  }

  void put(char c) {
    out[size++] = (byte) c;
  }

  /** Bytes of the event. */
  void copy(int from, int to) {
    System.arraycopy(bytes, from, out, size, to - from);
    size += to - from;
  }

  /** Text or a number as text; nothing where there is no field. */
  void put(byte[] ready, int field) {
    if (field != JsonTape.NONE) {
      put(ready);
      if (isText(field)) {
        copy(tape.from(field) - 1, tape.to(field) + 1);
      } else {
        put('"');
        copy(tape.from(field), tape.to(field));
        put('"');
      }
    }
  }

  /** A number; nothing where there is no field. */
  void putNumber(byte[] ready, int field) {
    if (field != JsonTape.NONE) {
      put(ready);
      copy(tape.from(field), tape.to(field));
    }
  }

  /** What follows is in brackets, each part behind a comma. */
  int begin(byte[] ready) {
    put(ready);
    return size;
  }

  /** The brackets, the first of which takes the place of the first comma. */
  void end(int begin, char open, char close) {
    if (size == begin) {
      put(open);
    } else {
      out[begin] = (byte) open;
    }
    put(close);
  }

  /** The same for an object that is left out where nothing is in it. */
  void endUnlessEmpty(int begin, byte[] ready) {
    if (size == begin) {
      size -= ready.length;
    } else {
      end(begin, '{', '}');
    }
  }

  /** The fields of an object that were not taken, each behind a comma. */
  void putRest(int object) {
    int end = object == JsonTape.NONE ? JsonTape.NONE : tape.next(object);
    for (int field = object + 1; field < end; field = tape.next(field)) {
      if (!taken[field]) {
        putField(field);
      }
    }
  }

  boolean hasRest(int object) {
    int end = tape.next(object);
    for (int field = object + 1; field < end; field = tape.next(field)) {
      if (!taken[field]) {
        return true;
      }
    }
    return false;
  }

  private void putField(int field) {
    put(',');
    if (tape.isCompact()) {
      copy(tape.nameFrom(field) - 1, isText(field) ? tape.to(field) + 1 : tape.to(field));
    } else {
      copy(tape.nameFrom(field) - 1, tape.nameTo(field) + 1);
      put(':');
      putValue(field);
    }
  }

  private void putValue(int value) {
    int begin = size;
    int end = tape.next(value);
    switch (tape.kind(value)) {
      case JsonTape.TEXT -> copy(tape.from(value) - 1, tape.to(value) + 1);
      case JsonTape.OBJECT -> {
        for (int field = value + 1; field < end; field = tape.next(field)) {
          putField(field);
        }
        end(begin, '{', '}');
      }
      case JsonTape.ARRAY -> {
        for (int element = value + 1; element < end; element = tape.next(element)) {
          put(',');
          putValue(element);
        }
        end(begin, '[', ']');
      }
      default -> copy(tape.from(value), tape.to(value));
    }
  }
}
