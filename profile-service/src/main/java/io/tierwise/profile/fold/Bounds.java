package io.tierwise.profile.fold;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Bounds what a client may grow without order of arrival beginning to matter: the smallest keys
 * stay. A key among the n smallest of all is among the n smallest at every moment before, so it has
 * lost nothing, and a key that went never comes back.
 */
final class Bounds {
  static final int NAMES = 300;
  static final int TRAITS = 300;
  static final int TASTES = 1_000;
  static final int KINDS = 50;

  static void keepSmallest(SortedMap<String, ?> map, int limit) {
    while (map.size() > limit) {
      map.remove(map.lastKey());
    }
  }

  /** The smallest among the others of a sorted map; those that always stay do not count. */
  static void keepSmallest(Map<String, ?> map, int limit, Set<String> always) {
    int others = 0;
    for (Iterator<String> keys = map.keySet().iterator(); keys.hasNext(); ) {
      if (!always.contains(keys.next()) && ++others > limit) {
        keys.remove();
      }
    }
  }

  private Bounds() {}
}
