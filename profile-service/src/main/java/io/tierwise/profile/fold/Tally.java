package io.tierwise.profile.fold;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Events by label. Of the labels that a client may invent only the smallest are kept, see {@link
 * Bounds}; those that numbers depend on stay whatever else comes.
 */
public final class Tally {
  private final FlatMap<String, Long> counts;
  private final int limit;
  private final Set<String> always;

  /** Of event names. */
  public static Tally ofNames(Map<String, Long> counts) {
    return new Tally(counts, Bounds.NAMES, FunnelCounts.NAMES);
  }

  /** Of what there are few of: devices, channels, countries, regions. */
  public static Tally ofKinds(Map<String, Long> counts) {
    return new Tally(counts, Bounds.KINDS, Set.of());
  }

  private Tally(Map<String, Long> counts, int limit, Set<String> always) {
    this.counts = FlatMap.of(counts);
    this.limit = limit;
    this.always = always;
  }

  void add(String label) {
    counts.merge(label, 1L, Long::sum);
    if (counts.size() > limit) {
      Bounds.keepSmallest(counts, limit, always);
    }
  }

  void addAll(Tally other) {
    other.counts.forEach((label, n) -> counts.merge(label, n, Long::sum));
    if (counts.size() > limit) {
      Bounds.keepSmallest(counts, limit, always);
    }
  }

  public Map<String, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }
}
