package io.tierwise.ingest.validation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A category from the root to the leaf: {@code "Home > Kitchen"}, {@code "Home/Kitchen"} or {@code
 * ["Home", "Kitchen"]}. Where there is a {@code >}, a slash is part of a name.
 */
final class CategoryPath {
  private static final int MAX_LEVELS = 10;
  private static final int MAX_TEXT = 1_000;

  static List<String> take(Fields fields, String name) {
    Object value = fields.any(name);
    if (value == null) {
      return List.of();
    }
    List<String> path = new ArrayList<>();
    switch (value) {
      case String text -> split(text, path);
      case List<?> levels -> levels.forEach(level -> addText(level, path, fields, name));
      default -> wrongType(fields, name, value);
    }
    if (path.size() > MAX_LEVELS) {
      fields.reject(name, ReasonCode.TOO_DEEP, path.size() + " levels; at most " + MAX_LEVELS);
    }
    int characters = 0;
    for (String level : path) {
      characters += level.length();
    }
    if (characters > MAX_TEXT) {
      fields.reject(name, ReasonCode.TOO_LONG, "more than " + MAX_TEXT + " characters");
    }
    return path;
  }

  private static void split(String text, List<String> path) {
    char separator = text.indexOf('>') >= 0 ? '>' : '/';
    int from = 0;
    int to;
    while ((to = text.indexOf(separator, from)) >= 0) {
      add(text.substring(from, to), path);
      from = to + 1;
    }
    add(text.substring(from), path);
  }

  private static void addText(
      @Nullable Object level, List<String> path, Fields fields, String name) {
    switch (level) {
      case String text -> add(text, path);
      case Number number -> add(number.toString(), path);
      case null, default -> wrongType(fields, name, level);
    }
  }

  private static void add(String level, List<String> path) {
    String name = level.strip();
    if (!name.isEmpty()) {
      path.add(name);
    }
  }

  private static void wrongType(Fields fields, String name, @Nullable Object value) {
    fields.reject(
        name,
        ReasonCode.WRONG_TYPE,
        "must be text or an array of text, not " + Fields.typeOf(value));
  }

  private CategoryPath() {}
}
