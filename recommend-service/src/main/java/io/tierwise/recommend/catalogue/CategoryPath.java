package io.tierwise.recommend.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Category paths as keys that can be compared: lower case, steps joined by a slash. "Home >
 * Kitchen", "home/kitchen" and the path [Home, Kitchen] are the same; a name that itself holds a
 * separator becomes two steps on both sides of a comparison.
 */
public final class CategoryPath {
  /** The key of each prefix of a path, the whole path last; empty for an empty path. */
  static List<String> prefixes(List<String> path) {
    List<String> prefixes = new ArrayList<>();
    StringBuilder key = new StringBuilder();
    for (String element : path) {
      for (String step : element.split("[/>]", -1)) {
        String clean = step.strip().toLowerCase(Locale.ROOT);
        if (!clean.isEmpty()) {
          prefixes.add(key.append(key.isEmpty() ? "" : "/").append(clean).toString());
        }
      }
    }
    return prefixes;
  }

  /** The key of a category as a request names it; empty if it names none. */
  public static String key(String category) {
    List<String> prefixes = prefixes(List.of(category));
    return prefixes.isEmpty() ? "" : prefixes.getLast();
  }

  private CategoryPath() {}
}
