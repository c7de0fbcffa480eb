package io.tierwise.recommend.adapter.kafka;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL takes no NUL in a text; a message with one would fail its poll for ever. */
final class StorableText {
  /**
   * @throws IllegalArgumentException if an id contains NUL: it cannot be kept under another one
   */
  static String id(String field, String id) {
    if (id.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(field + " contains the character NUL");
    }
    return id;
  }

  static @Nullable String label(@Nullable String label) {
    return label == null ? null : label.replace("\0", "");
  }

  static List<String> labels(List<String> labels) {
    return labels.stream().map(label -> label.replace("\0", "")).toList();
  }

  private StorableText() {}
}
