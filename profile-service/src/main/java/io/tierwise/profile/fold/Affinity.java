package io.tierwise.profile.fold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decayed interest by key: category, brand or price band. */
public final class Affinity {
  private final FlatMap<String, DecayedSum> sums;

  public Affinity(Map<String, DecayedSum> sums) {
    this.sums = FlatMap.of(sums);
  }

  void add(String key, DecayedSum interest) {
    if (!interest.isZero()) {
      sums.merge(key, interest, DecayedSum::plus);
      sums.keepSmallest(Bounds.TASTES);
    }
  }

  void addAll(Affinity other) {
    other.sums.forEach(this::add);
  }

  public Map<String, DecayedSum> sums() {
    return Collections.unmodifiableMap(sums);
  }

  /** The share of each key, the largest first; they sum to 1. */
  public Map<String, Double> shares() {
    DecayedSum whole = sums.values().stream().reduce(DecayedSum.ZERO, DecayedSum::plus);
    List<Map.Entry<String, DecayedSum>> largestFirst = new ArrayList<>(sums.entrySet());
    largestFirst.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    Map<String, Double> shares = new LinkedHashMap<>();
    largestFirst.forEach(entry -> shares.put(entry.getKey(), entry.getValue().shareOf(whole)));
    return shares;
  }
}
