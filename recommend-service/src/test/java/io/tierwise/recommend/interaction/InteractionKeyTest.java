package io.tierwise.recommend.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InteractionKeyTest {
  @Test
  void sameDeed_sameKey_otherDeed_otherKey() {
    long key = InteractionKey.of(InteractionKind.VIEW, "ab", "c");
    assertThat(InteractionKey.of(InteractionKind.VIEW, "ab", "c")).isEqualTo(key);
    assertThat(InteractionKey.of(InteractionKind.VIEW, "a", "bc")).isNotEqualTo(key);
    assertThat(InteractionKey.of(InteractionKind.CLICK, "ab", "c")).isNotEqualTo(key);
  }

  @Test
  void keysOfShortSimilarIds_doNotCollide() {
    Set<Long> keys = new HashSet<>();
    for (int item = 0; item < 300; item++) {
      for (int message = 0; message < 300; message++) {
        keys.add(InteractionKey.of(InteractionKind.VIEW, "i" + item, "m" + message));
      }
    }
    assertThat(keys).hasSize(90_000);
  }
}
