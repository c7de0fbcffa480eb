package io.tierwise.campaign.adapter.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a message. */
final class Fields {
  private static final int MOST = 100;
  private static final int LONGEST = 10_000;

  static Map<String, String> read(
      String field, @Nullable Map<String, @Nullable String> given, Checks checks) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (given == null) {
      return fields;
    }
    if (given.size() > MOST) {
      checks.problem(field, "too-many", given.size() + " fields, at most " + MOST);
      return fields;
    }
    given.forEach(
        (name, value) -> {
          String at = field + "." + name;
          if (value == null) {
            checks.problem(at, "missing", "has no value");
          } else if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
            checks.problem(
                at, "invalid-text", "has more than " + LONGEST + " characters or a zero");
          } else if (name.isBlank() || name.indexOf('\0') >= 0) {
            checks.problem(at, "invalid-name", "is no name");
          } else {
            fields.put(name, value);
          }
        });
    return fields;
  }

  private Fields() {}
}
