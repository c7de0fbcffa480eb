package io.tierwise.recommend.adapter.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON as UTF-8 in one growing array, for answers that are asked for thousands of times a second.
 */
final class JsonBytes {
  private static final byte[] HEX = ascii("0123456789abcdef");

  /** Fixed notation says all digits of what is below; above it there are none behind the point. */
  private static final double MAX_FIXED = 1e12;

  private static final int SCALE = 1_000_000;
  private static final int DIGITS = 6;

  /** Ten items with their reasons take about this. */
  private byte[] bytes = new byte[8_192];

  private int size;

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  JsonBytes clear() {
    size = 0;
    return this;
  }

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** What was written, and no more. */
  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  JsonBytes raw(byte[] json) {
    room(json.length);
    System.arraycopy(json, 0, bytes, size, json.length);
    size += json.length;
    return this;
  }

  JsonBytes raw(char ascii) {
    room(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  JsonBytes text(String text) {
    int length = text.length();
    room(length + 2);
    byte[] json = bytes;
    int end = size;
    json[end++] = '"';
    int at = 0;
    for (; at < length; at++) {
      char c = text.charAt(at);
      if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
        break;
      }
      json[end++] = (byte) c;
    }
    size = end;
    if (at < length) {
      escaped(text, at);
    }
    return raw('"');
  }

  private void escaped(String text, int from) {
    // Six bytes for a control character are the most that a char can take.
    room(6 * (text.length() - from));
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\\') {
        bytes[size++] = '\\';
        bytes[size++] = (byte) c;
      } else if (c < ' ') {
        bytes[size++] = '\\';
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[c >> 4];
        bytes[size++] = HEX[c & 15];
      } else if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else {
        boolean pair =
            Character.isHighSurrogate(c)
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
        // Half a pair becomes a question mark.
        String one = text.substring(at, pair ? at + 2 : at + 1);
        at += one.length() - 1;
        byte[] utf8 = one.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
      }
    }
  }

  /** To six digits behind the point: further ones depend on the order of summation. */
  JsonBytes number(double value) {
    if (!(Math.abs(value) < MAX_FIXED)) {
      return raw(ascii(Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\""));
    }
    long scaled = (long) Math.rint(Math.abs(value) * SCALE);
    if (value < 0 && scaled > 0) {
      raw('-');
    }
    room(32);
    whole(scaled / SCALE);
    bytes[size++] = '.';
    int rest = (int) (scaled % SCALE);
    int end = size + 1;
    for (int place = size + DIGITS - 1; place >= size; place--, rest /= 10) {
      bytes[place] = (byte) ('0' + rest % 10);
      end = rest % 10 != 0 && end == size + 1 ? place + 1 : end;
    }
    size = end;
    return this;
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

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
