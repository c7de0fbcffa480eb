package io.tierwise.profile.adapter.contract;

import io.tierwise.profile.history.UnreadableEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What text PostgreSQL can hold: no NUL, no half of a surrogate pair, keys of indexable length. */
final class StorableText {
  private static final int LONGEST_KEY = 500;
  private static final int LONGEST_LABEL = 200;
  private static final int WIDEST_NUMBER = 100;

  /**
   * Labels met lately, each in the place of its hash: they need no second look, and the events of a
   * poll share them. Threads may race: what they find is a label or none.
   */
  private static final @Nullable String[] KNOWN = new String[1 << 12];

  /**
   * A key is never altered: two different ones must not become one.
   *
   * @throws UnreadableEvent if it cannot be stored as it is
   */
  static String key(String field, String text) {
    if (text.length() > LONGEST_KEY) {
      throw new UnreadableEvent(
          field, "too-long", text.length() + " characters are more than " + LONGEST_KEY);
    }
    if (text.isEmpty()) {
      throw new UnreadableEvent(field, "required", "is empty");
    }
    if (!isStorable(text)) {
      throw new UnreadableEvent(
          field, "invalid-text", "contains a character that cannot be stored");
    }
    return text;
  }

  /** A label is only shown and counted: what is too long is cut, what is odd or blank is none. */
  static @Nullable String label(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 16) & (KNOWN.length - 1);
    String known = KNOWN[place];
    if (text.equals(known)) {
      return known;
    }
    String label = checked(text);
    if (text.equals(label)) {
      KNOWN[place] = label;
    }
    return label;
  }

  private static @Nullable String checked(String text) {
    if (text.isBlank() || !isStorable(text)) {
      return null;
    }
    String trimmed = text.strip();
    if (trimmed.length() <= LONGEST_LABEL) {
      return trimmed;
    }
    int end = Character.isHighSurrogate(trimmed.charAt(LONGEST_LABEL - 1)) ? 1 : 0;
    return trimmed.substring(0, LONGEST_LABEL - end);
  }

  /** Traits with the few values replaced that could not be written again. */
  static Map<String, Object> traits(Map<String, Object> traits) {
    Map<String, Object> storable = new LinkedHashMap<>();
    traits.forEach(
        (name, value) -> storable.put(isStorable(name) ? name : mended(name), value(value)));
    return storable;
  }

  @SuppressWarnings("NullAway") // JSON null stays null
  private static Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> isStorable(text) ? text : mended(text);
      case BigDecimal number when Math.abs((long) number.scale()) > WIDEST_NUMBER ->
          number.toString();
      case Map<?, ?> map -> {
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach((name, inner) -> all.put(mended(name.toString()), value(inner)));
        yield all;
      }
      case List<?> list -> {
        List<Object> all = new ArrayList<>(list.size());
        list.forEach(inner -> all.add(value(inner)));
        yield all;
      }
      default -> value;
    };
  }

  private static String mended(String text) {
    if (isStorable(text)) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    ? 0xfffd
                    : c)
        .forEach(mended::appendCodePoint);
    return mended.toString();
  }

  private static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private StorableText() {}
}
