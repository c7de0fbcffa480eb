package io.tierwise.profile.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Events by hour of the week, 0 is Monday 00:00 UTC; hours without one are left out. */
public final class HoursOfWeek {
  public static final int HOURS = 168;
  private static final int THURSDAY = 3 * 24;

  private final TreeMap<Integer, Integer> counts;

  /** Takes over a tree, for what is read from a row is a copy already; so do the other parts. */
  public HoursOfWeek(Map<Integer, Integer> counts) {
    this.counts = counts instanceof TreeMap<Integer, Integer> tree ? tree : new TreeMap<>(counts);
  }

  void add(Instant at) {
    counts.merge(hourOf(at), 1, Integer::sum);
  }

  /** 0..167. */
  public static int hourOf(Instant at) {
    long hoursSinceEpoch = Math.floorDiv(at.getEpochSecond(), 3_600);
    return Math.floorMod(hoursSinceEpoch + THURSDAY, HOURS);
  }

  void addAll(HoursOfWeek other) {
    other.counts.forEach((hour, n) -> counts.merge(hour, n, Integer::sum));
  }

  public SortedMap<Integer, Integer> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  /** All 168 counts. */
  public List<Integer> all() {
    List<Integer> all = new ArrayList<>(Collections.nCopies(HOURS, 0));
    counts.forEach(all::set);
    return all;
  }
}
