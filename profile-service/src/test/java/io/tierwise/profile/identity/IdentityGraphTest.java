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
        alias,
        target,
        new Stamp(Events.T0.plusSeconds(60L * minute), "m" + minute),
        Cause.ALIAS,
        "test",
        0);
  }

  /** Of a person; a key decided onto itself stands alone. */
  private static IdentityClaim decision(String key, String target, int number) {
    return new IdentityClaim(
        key,
        target,
        new Stamp(Events.T0, "decision-" + number),
        key.equals(target) ? Cause.SPLIT : Cause.MERGE,
        null,
        number);
  }

  @Example
  void splitKey_standsAlone_whateverEventsClaim() {
    IdentityGraph split =
        IdentityGraph.of(List.of(claim("anon:x", "a", 2), decision("anon:x", "anon:x", 1)));
    assertThat(split.root("anon:x")).isEqualTo("anon:x");
    IdentityGraph later = split.with(List.of(claim("anon:x", "b", 1), claim("anon:x", "a", 0)));
    assertThat(later).isEqualTo(split);
  }

  @Example
  void followersOfASplitKey_goWithIt() {
    IdentityGraph graph =
        IdentityGraph.of(
            List.of(claim("anon:x", "a", 1), claim("a", "b", 2), decision("a", "a", 1)));
    assertThat(graph.root("anon:x")).isEqualTo("a");
    assertThat(graph.root("b")).isEqualTo("b");
  }

  @Example
  void laterDecision_winsOverTheEarlierOne() {
    IdentityGraph graph =
        IdentityGraph.of(
            List.of(decision("x", "b", 3), decision("x", "x", 2), decision("x", "a", 1)));
    assertThat(graph.root("x")).isEqualTo("b");
  }

  @Example
  void circleOfDecisionAndEvent_isCutAtTheEvent() {
    assertThat(
            IdentityGraph.of(List.of(claim("a", "b", 1), decision("b", "a", 1))).roots().values())
        .containsOnly("a");
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

  @Property(tries = 300, seed = "20261123")
  void roots_areAFunctionOfClaimsAndDecisions_howeverTheyInterleave(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int size) {
    List<IdentityClaim> claims = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int key = random.nextInt(6);
      int other = (key + 1 + random.nextInt(5)) % 6;
      claims.add(claim("k" + key, "k" + other, random.nextInt(5)));
    }
    int decisions = random.nextInt(5);
    for (int number = 1; number <= decisions; number++) {
      claims.add(decision("k" + random.nextInt(6), "k" + random.nextInt(6), number));
    }
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
