package io.tierwise.profile.history;

import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.history.Transactions.ConcurrentChange;
import io.tierwise.profile.identity.IdentityClaim;
import io.tierwise.profile.identity.IdentityGraph;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out which users a poll is about. It reads without locks, because only the answer tells what
 * to lock in which order; once the locks are held, {@link #verify} makes sure that the answer still
 * holds. Whoever changes a link holds the rows of all keys of its component, so what is verified
 * under the locks stays true until the end of the transaction.
 */
final class MergePlanner {
  private final Profiles profiles;
  private final IdentityLinks links;

  MergePlanner(Profiles profiles, IdentityLinks links) {
    this.profiles = profiles;
    this.links = links;
  }

  /**
   * @param claims those of the events, at least one
   */
  Merge plan(Collection<UserEvent> events, List<IdentityClaim> claims) {
    Set<String> keys = new HashSet<>();
    events.forEach(event -> keys.add(event.userKey()));
    Map<String, String> before = new HashMap<>();
    keys.forEach(key -> before.put(key, key));
    before.putAll(profiles.rootsOf(keys));
    IdentityLinks.Known known = links.around(claims);
    return plan(before, IdentityGraph.of(known.links()), claims, fresh(claims, known.claims()));
  }

  /** What a decision changes; it has the highest number of all that are committed. */
  Merge plan(IdentityClaim decision) {
    IdentityGraph held =
        IdentityGraph.of(links.connectedWith(List.of(decision.alias(), decision.target())));
    return plan(new HashMap<>(), held, List.of(decision), List.of());
  }

  private static Merge plan(
      Map<String, String> before,
      IdentityGraph held,
      List<IdentityClaim> claims,
      List<IdentityClaim> fresh) {
    IdentityGraph now = held.with(claims);
    if (now.equals(held)) {
      return new Merge(before, held, held, Map.of(), fresh);
    }
    now.keys().forEach(key -> before.put(key, held.root(key)));
    return new Merge(before, held, now, now.roots(), fresh);
  }

  /** A person who signs in again and again on one device says nothing new. */
  private static List<IdentityClaim> fresh(
      List<IdentityClaim> claims, Collection<IdentityClaim> known) {
    Map<List<String>, IdentityClaim> byPair = new HashMap<>();
    known.forEach(claim -> byPair.put(List.of(claim.alias(), claim.target()), claim));
    return claims.stream()
        .filter(
            claim -> {
              IdentityClaim earliest = byPair.get(List.of(claim.alias(), claim.target()));
              return earliest == null || claim.precedes(earliest);
            })
        .toList();
  }

  /**
   * @throws ConcurrentChange if a key has got another canonical key, or a component other links
   */
  void verify(Merge merge, Map<String, StoredProfile> locked) {
    locked
        .values()
        .forEach(
            row -> {
              if (!row.root().equals(merge.rootBefore(row.userKey()))) {
                throw new ConcurrentChange(row.userKey() + " was merged meanwhile");
              }
            });
    if (merge.changesLinks()
        && !IdentityGraph.of(links.connectedWith(merge.after().keySet())).equals(merge.held())) {
      throw new ConcurrentChange("links changed meanwhile");
    }
  }
}
