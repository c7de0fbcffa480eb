package io.tierwise.launcher.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects the lines that belong together, in bounded memory: a group is given out when this many
 * others have been touched since its last line. Of groups given out only the keys are remembered,
 * the latest of them.
 */
final class OpenGroups<V> {
  private static final int OPEN = 64;
  private static final int REMEMBERED = 100_000;

  private final Map<String, V> open = new LinkedHashMap<>(128, 0.75f, true);
  private final Map<String, Boolean> closed = new LinkedHashMap<>();

  /** The group of a key, made if it is new; null if it has been given out already. */
  @Nullable V group(String key, Function<String, V> maker) {
    V group = open.get(key);
    if (group == null && !closed.containsKey(key)) {
      group = maker.apply(key);
      open.put(key, group);
    }
    return group;
  }

  /** A group that is complete, as far as can be known, or null. */
  @Nullable V takeComplete() {
    return open.size() > OPEN ? takeOldest() : null;
  }

  /** All that are left, oldest first. */
  List<V> takeAll() {
    List<V> rest = new ArrayList<>(open.values());
    open.clear();
    return rest;
  }

  private V takeOldest() {
    var entries = open.entrySet().iterator();
    Map.Entry<String, V> oldest = entries.next();
    entries.remove();
    if (closed.size() >= REMEMBERED) {
      var keys = closed.keySet().iterator();
      keys.next();
      keys.remove();
    }
    closed.put(oldest.getKey(), true);
    return oldest.getValue();
  }
}
