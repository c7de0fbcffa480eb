package io.tierwise.profile.trait;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys of the traits of some profiles, and the types that their values look like. */
public final class TraitKeys {
  private static final int MOST_KEYS = 10_000;

  /**
   * One key.
   *
   * @param profiles that have it
   * @param hint the most frequent type
   */
  public record TraitKey(String key, long profiles, TypeHint hint, Map<TypeHint, Long> types) {}

  private final Map<String, Map<TypeHint, Long>> types = new HashMap<>();
  private long profiles;

  /** Adds a profile's traits by key; beyond 10,000 different keys new ones are left out. */
  public void add(Map<String, Object> traits) {
    profiles++;
    traits.forEach(
        (key, value) -> {
          if (types.size() < MOST_KEYS || types.containsKey(key)) {
            types
                .computeIfAbsent(key, k -> new EnumMap<>(TypeHint.class))
                .merge(TypeHint.of(value), 1L, Long::sum);
          }
        });
  }

  /** How many profiles were looked at. */
  public long profiles() {
    return profiles;
  }

  /** The most frequent first. */
  public List<TraitKey> keys() {
    List<TraitKey> keys = new ArrayList<>();
    types.forEach(
        (key, hints) -> {
          TypeHint hint =
              hints.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
          long count = hints.values().stream().mapToLong(Long::longValue).sum();
          keys.add(new TraitKey(key, count, hint, hints));
        });
    keys.sort(Comparator.comparingLong(TraitKey::profiles).reversed().thenComparing(TraitKey::key));
    return keys;
  }
}
