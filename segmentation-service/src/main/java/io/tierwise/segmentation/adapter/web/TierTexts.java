package io.tierwise.segmentation.adapter.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts of a policy without the nulls that JSON allows. */
final class TierTexts {
  static List<String> required(String field, List<@Nullable String> values) {
    List<String> texts = new ArrayList<>();
    for (String value : values) {
      texts.add(required(field, value));
    }
    return texts;
  }

  static Map<String, String> required(String field, Map<String, @Nullable String> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((key, value) -> texts.put(required(field, key), required(field, value)));
    return texts;
  }

  private static String required(String field, @Nullable String value) {
    if (value == null || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(field + ": null, or a text with a NUL character");
    }
    return value;
  }

  private TierTexts() {}
}
