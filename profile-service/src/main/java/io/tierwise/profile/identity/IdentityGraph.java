package io.tierwise.profile.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is who. Each key follows at most one claim: the last decision that a person made about it,
 * else the earliest claim that events made on it by (occurredAt, messageId). The key at the end of
 * that path is the canonical user. So an anonymous id stays with the user who identified on it
 * first, a second user on the same device is not merged with the first, and chains by alias are
 * followed to their end. A circle is cut at the claim that all others precede: the latest event, or
 * the oldest decision where there are only decisions. All of this is a function of the sets of
 * claims and decisions, not of their order of arrival.
 */
public final class IdentityGraph {
  private final Map<String, IdentityClaim> links;

  private IdentityGraph(Map<String, IdentityClaim> links) {
    this.links = links;
  }

  public static IdentityGraph of(Collection<IdentityClaim> claims) {
    return new IdentityGraph(Map.of()).with(claims);
  }

  public IdentityGraph with(Collection<IdentityClaim> claims) {
    Map<String, IdentityClaim> all = new TreeMap<>(links);
    for (IdentityClaim claim : claims) {
      all.merge(claim.alias(), claim, (held, late) -> late.precedes(held) ? late : held);
    }
    return new IdentityGraph(all);
  }

  /** The claims that hold. */
  public Collection<IdentityClaim> claims() {
    return links.values();
  }

  /** The claims from a key to its canonical key, and one more where a circle was cut. */
  public List<IdentityClaim> path(String key) {
    Map<String, IdentityClaim> path = new LinkedHashMap<>();
    IdentityClaim link = links.get(key);
    while (link != null && path.putIfAbsent(link.alias(), link) == null) {
      link = links.get(link.target());
    }
    return List.copyOf(path.values());
  }

  /** Every key that a claim names. */
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>(links.keySet());
    links.values().forEach(claim -> keys.add(claim.target()));
    return keys;
  }

  /** The canonical key. O(length of the path). */
  public String root(String key) {
    Map<String, IdentityClaim> path = new LinkedHashMap<>();
    String at = key;
    while (true) {
      IdentityClaim link = links.get(at);
      if (link == null) {
        return at;
      }
      if (path.putIfAbsent(at, link) != null) {
        return latestOnCircle(path, at);
      }
      at = link.target();
    }
  }

  /** The canonical key of each of the graph's keys. */
  public Map<String, String> roots() {
    Map<String, String> roots = new HashMap<>();
    keys().forEach(key -> roots.put(key, root(key)));
    return roots;
  }

  private static String latestOnCircle(Map<String, IdentityClaim> path, String entry) {
    IdentityClaim latest = path.get(entry);
    boolean onCircle = false;
    for (IdentityClaim link : path.values()) {
      onCircle |= link.alias().equals(entry);
      if (onCircle && latest != null && latest.precedes(link)) {
        latest = link;
      }
    }
    return latest == null ? entry : latest.alias();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdentityGraph graph && links.equals(graph.links);
  }

  @Override
  public int hashCode() {
    return links.hashCode();
  }

  @Override
  public String toString() {
    return links.values().toString();
  }
}
