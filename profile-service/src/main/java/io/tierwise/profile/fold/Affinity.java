package io.tierwise.profile.fold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decayed interest by key: category, brand or price band. */
public final class Affinity {
  private final TreeMap<String, DecayedSum> sums;

  public Affinity(Map<String, DecayedSum> sums) {
    this.sums = sums instanceof TreeMap<String, DecayedSum> tree ? tree : new TreeMap<>(sums);
  }

  void add(String key, DecayedSum interest) {
    if (interest.mantissa().signum() != 0) {
      sums.merge(key, interest, DecayedSum::plus);
      Bounds.keepSmallest(sums, Bounds.TASTES);
    }
  }

  void addAll(Affinity other) {
    other.sums.forEach(this::add);
  }

  public SortedMap<String, DecayedSum> sums() {
    return Collections.unmodifiableSortedMap(sums);
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
