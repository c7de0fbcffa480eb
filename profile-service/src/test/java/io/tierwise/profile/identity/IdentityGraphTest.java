package io.tierwise.profile.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.event.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class IdentityGraphTest {
  private static IdentityClaim claim(String alias, String target, int minute) {
    return new IdentityClaim(
        alias, target, new Stamp(Events.T0.plusSeconds(60L * minute), "m" + minute));
  }

  @Example
  void sharedDevice_staysWithWhoIdentifiedFirst() {
    IdentityGraph late = IdentityGraph.of(List.of(claim("anon:x", "b", 2)));
    assertThat(late.root("anon:x")).isEqualTo("b");
    IdentityGraph all = late.with(List.of(claim("anon:x", "a", 1)));
    assertThat(all.root("anon:x")).isEqualTo("a");
    assertThat(all.root("b")).isEqualTo("b");
  }

  @Example
  void chain_isFollowedToItsEnd() {
    IdentityGraph graph =
        IdentityGraph.of(List.of(claim("anon:x", "a", 1), claim("a", "b", 2), claim("b", "c", 3)));
    assertThat(graph.roots().values()).containsOnly("c");
  }

  @Example
  void circle_isCutAtItsLatestClaim() {
    IdentityGraph graph =
        IdentityGraph.of(
            List.of(
                claim("a", "b", 1), claim("b", "c", 3), claim("c", "a", 2), claim("x", "a", 9)));
    assertThat(graph.roots().values()).containsOnly("b");
    assertThat(graph.root("x")).isEqualTo("b");
  }

  @Property(tries = 300)
  void roots_doNotDependOnTheOrderOfClaims(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int size) {
    List<IdentityClaim> claims = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      claims.add(claim("k" + random.nextInt(6), "k" + random.nextInt(6), random.nextInt(5)));
    }
    claims.removeIf(claim -> claim.alias().equals(claim.target()));
    IdentityGraph once = IdentityGraph.of(claims);
    Collections.shuffle(claims, random);
    IdentityGraph bitByBit = IdentityGraph.of(List.of());
    for (IdentityClaim claim : claims) {
      bitByBit = bitByBit.with(List.of(claim));
    }
    assertThat(bitByBit).isEqualTo(once);
    for (String key : once.keys()) {
      String root = once.root(key);
      assertThat(once.root(root)).isEqualTo(root);
      assertThat(bitByBit.root(key)).isEqualTo(root);
    }
  }
}
