package io.tierwise.contracts;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as bytes, with the same escapes as the general writer, which for one event costs
 * several times as much. Commas come by themselves; who opens a bracket has to close it. Half of a
 * surrogate pair, which UTF-8 has no bytes for, becomes a question mark.
 */
public final class JsonBytes {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  /** Fixed notation says all digits of what is below; above it there are none behind the point. */
  private static final double MAX_FIXED = 1e12;

  private static final int SCALE = 1_000_000;
  private static final int DIGITS = 6;
  private static final int LONGEST_NUMBER = 19;

  /** Characters that stand for themselves in one byte. */
  private static final boolean[] PLAIN = new boolean[128];

  static {
    Arrays.fill(PLAIN, ' ', PLAIN.length, true);
    PLAIN['"'] = false;
    PLAIN['\\'] = false;
  }

  private final char[] time = new char[UsualTime.LONGEST];
  private byte[] bytes = new byte[1_024];
  private @Nullable Instant shared;
  private byte[] sharedJson = {};
  private int size;

  /** A field's name as {@link #name(byte[])} takes it. */
  public static byte[] ready(String name) {
    return ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  /** All that was written. */
  public byte[] take() {
    return Arrays.copyOf(bytes, size);
  }

  /** How many bytes were written. */
  public int size() {
    return size;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  /** Forgets what was written, and keeps the room for it. */
  public void clear() {
    size = 0;
  }

  public void open(char bracket) {
    separate();
    put(bracket);
  }

  public void close(char bracket) {
    put(bracket);
  }

  public void name(byte[] ready) {
    separate();
    room(ready.length);
    System.arraycopy(ready, 0, bytes, size, ready.length);
    size += ready.length;
  }

  public void name(String name) {
    text(name);
    put(':');
  }

  public void textOrNull(@Nullable String text) {
    if (text == null) {
      literal("null");
    } else {
      text(text);
    }
  }

  public void text(String text) {
    separate();
    int length = text.length();
    room(length + 2);
    byte[] to = bytes;
    int at = size;
    to[at++] = '"';
    int i = 0;
    while (i < length) {
      char c = text.charAt(i);
      if (c >= PLAIN.length || !PLAIN[c]) {
        break;
      }
      to[at + i++] = (byte) c;
    }
    size = at + i;
    while (i < length) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      character(c);
    }
    put('"');
  }

  public void number(long number) {
    if (number < 0) {
      literal(Long.toString(number));
      return;
    }
    separate();
    room(LONGEST_NUMBER);
    whole(number);
  }

  /** All its digits, without exponent. */
  public void number(BigDecimal number) {
    literal(number.toPlainString());
  }

  /** To six digits behind the point: further ones depend on the order of summation. */
  public void rounded(double value) {
    if (!(Math.abs(value) < MAX_FIXED)) {
      literal(Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"");
      return;
    }
    separate();
    long scaled = (long) Math.rint(Math.abs(value) * SCALE);
    room(32);
    if (value < 0 && scaled > 0) {
      bytes[size++] = '-';
    }
    whole(scaled / SCALE);
    bytes[size++] = '.';
    int rest = (int) (scaled % SCALE);
    int end = size + 1;
    for (int place = size + DIGITS - 1; place >= size; place--, rest /= 10) {
      bytes[place] = (byte) ('0' + rest % 10);
      end = rest % 10 != 0 && end == size + 1 ? place + 1 : end;
    }
    size = end;
  }

  private void whole(long value) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int place = digits - 1; place >= 0; place--, rest /= 10) {
      bytes[size + place] = (byte) ('0' + rest % 10);
    }
    size += digits;
  }

  public void truth(boolean value) {
    literal(value ? "true" : "false");
  }

  /** In ISO-8601. */
  public void time(Instant instant) {
    int length = InstantJson.put(instant, time);
    if (length < 0) {
      text(instant.toString());
      return;
    }
    separate();
    room(length + 2);
    bytes[size++] = '"';
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) time[i];
    }
    bytes[size++] = '"';
  }

  /** The same for one that many values share. */
  void sharedTime(Instant instant) {
    if (instant.equals(shared)) {
      written(sharedJson);
      return;
    }
    int before = size;
    time(instant);
    shared = instant;
    sharedJson = Arrays.copyOfRange(bytes, bytes[before] == ',' ? before + 1 : before, size);
  }

  /** Any other value, as it is written in ASCII. */
  @SuppressWarnings("deprecation") // the quickest way for ASCII
  public void literal(String ascii) {
    separate();
    room(ascii.length());
    ascii.getBytes(0, ascii.length(), bytes, size);
    size += ascii.length();
  }

  /** A value, or names with their values, that others have written. */
  public void written(byte[] json) {
    separate();
    room(json.length);
    System.arraycopy(json, 0, bytes, size, json.length);
    size += json.length;
  }

  /** A piece of JSON as it stands: commas and brackets are the caller's. */
  public void piece(byte[] json, int from, int to) {
    int length = to - from;
    room(length);
    System.arraycopy(json, from, bytes, size, length);
    size += length;
  }

  /** A whole one. */
  public void piece(byte[] json) {
    piece(json, 0, json.length);
  }

  private void character(int c) {
    room(6);
    if (c < PLAIN.length) {
      switch (c) {
        case '"', '\\' -> escape((char) c);
        case '\b' -> escape('b');
        case '\t' -> escape('t');
        case '\n' -> escape('n');
        case '\f' -> escape('f');
        case '\r' -> escape('r');
        default -> {
          if (PLAIN[c]) {
            bytes[size++] = (byte) c;
          } else {
            escape('u');
            bytes[size++] = '0';
            bytes[size++] = '0';
            bytes[size++] = (byte) HEX[c >> 4];
            bytes[size++] = (byte) HEX[c & 0xf];
          }
        }
      }
    } else if (c < 0x800) {
      bytes[size++] = (byte) (0xc0 | c >> 6);
      continuation(c);
    } else if (c < 0x10000) {
      if (Character.isSurrogate((char) c)) {
        bytes[size++] = '?';
        return;
      }
      bytes[size++] = (byte) (0xe0 | c >> 12);
      continuation(c >> 6);
      continuation(c);
    } else {
      bytes[size++] = (byte) (0xf0 | c >> 18);
      continuation(c >> 12);
      continuation(c >> 6);
      continuation(c);
    }
  }

  private void escape(char c) {
    bytes[size++] = '\\';
    bytes[size++] = (byte) c;
  }

  private void continuation(int bits) {
    bytes[size++] = (byte) (0x80 | bits & 0x3f);
  }

  /** No text ends in one of these three: it ends in its quotation mark. */
  private void separate() {
    if (size > 0) {
      byte last = bytes[size - 1];
      if (last != '{' && last != '[' && last != ':') {
        put(',');
      }
    }
  }

  private void put(char c) {
    room(1);
    bytes[size++] = (byte) c;
  }

  private void room(int more) {
    // One further: for the quotation mark behind what is written byte by byte.
    if (size + more >= bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more + 1));
    }
  }
}
