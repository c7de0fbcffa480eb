package io.tierwise.profile.fold;

import java.util.SortedMap;
import java.util.SortedSet;

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

  static void keepSmallest(SortedSet<String> set, int limit) {
    while (set.size() > limit) {
      set.removeLast();
    }
  }

  private Bounds() {}
}
