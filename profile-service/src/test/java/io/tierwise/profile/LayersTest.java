package io.tierwise.profile;

import io.tierwise.contracts.UserKey;
import io.tierwise.profile.identity.AnonymousKeys;
import io.tierwise.testing.LayerRules;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class LayersTest {
  @Test
  void layers_areKept() {
    var classes = LayerRules.production("io.tierwise.profile");
    LayerRules.all("io.tierwise.profile").forEach(rule -> rule.check(classes));
  }

  @Test
  void anonymousPrefix_isThatOfTheContracts() {
    Assertions.assertThat(AnonymousKeys.PREFIX).isEqualTo(UserKey.ANONYMOUS_PREFIX);
  }
}
