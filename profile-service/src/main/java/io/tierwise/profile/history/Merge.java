package io.tierwise.profile.history;

import io.tierwise.profile.identity.IdentityClaim;
import io.tierwise.profile.identity.IdentityGraph;
import io.tierwise.profile.identity.Move;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is who before and after the claims of a poll.
 *
 * @param before canonical key by key, for every key that is concerned
 * @param held the claims that held before
 * @param now the claims that hold now; the same object where no claim is new
 * @param after canonical key by key of {@code now}
 * @param claims those of the poll's events that are the first of their pair of keys, or earlier
 *     than what is kept of it
 */
record Merge(
    Map<String, String> before,
    IdentityGraph held,
    IdentityGraph now,
    Map<String, String> after,
    List<IdentityClaim> claims) {

  private static final IdentityGraph NO_LINKS = IdentityGraph.of(List.of());

  /** Nobody moves. */
  static Merge none(Collection<StoredProfile> locked) {
    Map<String, String> roots = new HashMap<>();
    locked.forEach(row -> roots.put(row.userKey(), row.root()));
    return new Merge(roots, NO_LINKS, NO_LINKS, Map.of(), List.of());
  }

  /** All that has to be locked. */
  Set<String> keys() {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(before.values());
    keys.addAll(after.keySet());
    return keys;
  }

  boolean changesLinks() {
    return held != now;
  }

  Set<IdentityClaim> newLinks() {
    Set<IdentityClaim> links = new HashSet<>(now.claims());
    links.removeAll(held.claims());
    return links;
  }

  String rootBefore(String key) {
    return before.getOrDefault(key, key);
  }

  /** A key outside of the component of the claims keeps its canonical key. */
  String rootAfter(String key) {
    return after.getOrDefault(key, rootBefore(key));
  }

  /** The moves with the first new claim on the way of each. */
  List<Move> moves() {
    Set<IdentityClaim> fresh = newLinks();
    List<Move> moves = new ArrayList<>();
    moved()
        .forEach(
            (key, root) ->
                now.path(key).stream()
                    .filter(fresh::contains)
                    .findFirst()
                    .ifPresent(claim -> moves.add(new Move(key, rootBefore(key), root, claim))));
    return moves;
  }

  /** The new canonical key of each key whose canonical key changes. */
  Map<String, String> moved() {
    Map<String, String> moved = new TreeMap<>();
    after.forEach(
        (key, root) -> {
          if (!root.equals(rootBefore(key))) {
            moved.put(key, root);
          }
        });
    return moved;
  }
}
