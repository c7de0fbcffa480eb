package io.tierwise.profile.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.adapter.contract.BehaviorEventFormat;
import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.identity.Decision;
import io.tierwise.profile.identity.IdentityClaim;
import io.tierwise.profile.identity.IdentityGraph;
import io.tierwise.profile.identity.Move;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Poll by poll and decision by decision, with only the component of each at hand, comes to what all
 * claims and decisions together say, however they interleave.
 */
class MergePlannerPropertyTest {
  private static final BehaviorEventFormat FORMAT = new BehaviorEventFormat();

  /** What the tables hold. */
  private static final class Memory implements IdentityLinks, Profiles {
    final Map<String, IdentityClaim> links = new TreeMap<>();
    final Map<List<String>, IdentityClaim> claims = new HashMap<>();
    final Map<String, String> roots = new TreeMap<>();
    final Map<String, String> rootsByMoves = new TreeMap<>();

    @Override
    public Collection<IdentityClaim> connectedWith(Collection<String> keys) {
      Set<String> component = new HashSet<>(keys);
      boolean grew = true;
      while (grew) {
        grew = false;
        for (IdentityClaim link : links.values()) {
          if (component.contains(link.alias()) || component.contains(link.target())) {
            grew |= component.add(link.alias());
            grew |= component.add(link.target());
          }
        }
      }
      return links.values().stream().filter(link -> component.contains(link.alias())).toList();
    }

    @Override
    public Known around(Collection<IdentityClaim> told) {
      Set<String> keys = new HashSet<>();
      Set<IdentityClaim> known = new HashSet<>();
      for (IdentityClaim claim : told) {
        keys.addAll(List.of(claim.alias(), claim.target()));
        IdentityClaim kept = claims.get(List.of(claim.alias(), claim.target()));
        if (kept != null) {
          known.add(kept);
        }
      }
      return new Known(connectedWith(keys), known);
    }

    @Override
    public void save(
        Collection<IdentityClaim> newLinks,
        Collection<IdentityClaim> newClaims,
        Collection<Move> moves,
        Instant now) {
      newLinks.forEach(link -> links.put(link.alias(), link));
      for (IdentityClaim claim : newClaims) {
        claims.merge(
            List.of(claim.alias(), claim.target()), claim, (a, b) -> b.precedes(a) ? b : a);
      }
      for (Move move : moves) {
        assertThat(rootsByMoves.getOrDefault(move.key(), move.key())).isEqualTo(move.from());
        rootsByMoves.put(move.key(), move.to());
      }
    }

    @Override
    public Map<String, String> rootsOf(Collection<String> userKeys) {
      Map<String, String> found = new HashMap<>(roots);
      found.keySet().retainAll(Set.copyOf(userKeys));
      return found;
    }

    void apply(Merge merge) {
      save(merge.newLinks(), merge.claims(), merge.moves(), Events.T0);
      for (String key : merge.keys()) {
        assertThat(merge.rootBefore(key)).isEqualTo(roots.getOrDefault(key, key));
        roots.put(key, merge.rootAfter(key));
      }
    }

    @Override
    public long decide(Decision decision, Instant now) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, StoredProfile> lockKnown(Collection<String> userKeys) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, StoredProfile> lock(Collection<String> userKeys) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, List<String>> mergedInto(Collection<String> keys) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void save(
        Collection<StoredProfile> changed,
        Collection<StoredProfile> added,
        Set<String> published,
        Instant now) {
      throw new UnsupportedOperationException();
    }
  }

  private static UserEvent event(Random random, int number) {
    String user = "u" + random.nextInt(4);
    String id = "m" + number;
    Events event =
        switch (random.nextInt(4)) {
          case 0 -> Events.viewed(id).anonymous("x" + random.nextInt(4));
          case 1 -> Events.alias(id, "u" + random.nextInt(4), user);
          default -> Events.identify(id, user, "x" + random.nextInt(4));
        };
    return FORMAT.read(event.minute(random.nextInt(6)).json());
  }

  private static IdentityClaim decision(Random random, int number) {
    String key = random.nextBoolean() ? "anon:x" + random.nextInt(4) : "u" + random.nextInt(4);
    String target = "u" + random.nextInt(4);
    return IdentityClaim.decided(
        key,
        random.nextBoolean() || target.equals(key) ? null : target,
        new Stamp(Events.T0, "decision-" + number),
        number);
  }

  @Property(tries = 1_000, seed = "20261123")
  void pollsAndDecisionsInAnyInterleaving_comeToWhatAllOfThemSay(@ForAll Random random) {
    List<UserEvent> events = new ArrayList<>();
    int count = 1 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      events.add(event(random, i));
    }
    List<IdentityClaim> all = new ArrayList<>();
    events.forEach(event -> IdentityClaim.of(event).forEach(all::add));
    List<UserEvent> arriving = new ArrayList<>(events);
    arriving.addAll(events.subList(0, random.nextInt(count)));
    Collections.shuffle(arriving, random);

    Memory memory = new Memory();
    MergePlanner planner = new MergePlanner(memory, memory);
    int decisions = 0;
    for (int from = 0; from < arriving.size(); ) {
      if (random.nextInt(3) == 0) {
        IdentityClaim decision = decision(random, ++decisions);
        all.add(decision);
        memory.apply(planner.plan(decision));
      } else {
        int to = Math.min(arriving.size(), from + 1 + random.nextInt(4));
        List<UserEvent> poll = arriving.subList(from, to);
        memory.apply(planner.plan(poll, poll.stream().flatMap(IdentityClaim::of).toList()));
        from = to;
      }
    }

    IdentityGraph whole = IdentityGraph.of(all);
    assertThat(Set.copyOf(memory.links.values())).isEqualTo(Set.copyOf(whole.claims()));
    for (String key : memory.roots.keySet()) {
      assertThat(memory.roots.get(key)).isEqualTo(whole.root(key));
      assertThat(memory.rootsByMoves.getOrDefault(key, key)).isEqualTo(whole.root(key));
    }
    assertThat(memory.roots.keySet()).containsAll(whole.keys());
    for (IdentityClaim claim : all) {
      if (!claim.byHand()) {
        IdentityClaim kept = memory.claims.get(List.of(claim.alias(), claim.target()));
        assertThat(kept).isNotNull();
        assertThat(claim.precedes(kept)).isFalse();
      }
    }
  }
}
