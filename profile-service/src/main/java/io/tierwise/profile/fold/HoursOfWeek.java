package io.tierwise.profile.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Events by hour of the week, 0 is Monday 00:00 UTC; hours without one are left out. */
public final class HoursOfWeek {
  public static final int HOURS = 168;
  private static final int THURSDAY = 3 * 24;

  private final FlatMap<Integer, Integer> counts;

  /** Takes over a flat map, for what is read from a row is a copy; so do the other parts. */
  public HoursOfWeek(Map<Integer, Integer> counts) {
    this.counts = FlatMap.of(counts);
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

  public Map<Integer, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** All 168 counts. */
  public List<Integer> all() {
    List<Integer> all = new ArrayList<>(Collections.nCopies(HOURS, 0));
    counts.forEach(all::set);
    return all;
  }
}
