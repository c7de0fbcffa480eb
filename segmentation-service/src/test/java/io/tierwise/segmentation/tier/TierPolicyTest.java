package io.tierwise.segmentation.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TierPolicyTest {
  private static TierDefinition tier(String name) {
    return new TierDefinition(name, "", Map.of(), List.of());
  }

  @Test
  void namesFor_keepsTheBestNamesAndTheLast() {
    TierPolicy policy = TierPolicy.standard();

    assertThat(policy.namesFor(5))
        .containsExactly("Diamond", "Platinum", "Gold", "Silver", "Bronze");
    assertThat(policy.namesFor(3)).containsExactly("Diamond", "Platinum", "Bronze");
    assertThat(policy.namesFor(2)).containsExactly("Diamond", "Bronze");
  }

  @Test
  void namesFor_moreTiersThanNames_saysWhatToDo() {
    assertThatThrownBy(() -> TierPolicy.standard().namesFor(6))
        .hasMessage("k = 6 needs 6 tier names, the tier policy has 5; add tiers to it first");
  }

  @Test
  void policy_refusesDuplicatesReservedNamesAndWrongSizes() {
    assertThatThrownBy(() -> new TierPolicy(1, List.of(tier("Gold"), tier("GOLD"))))
        .hasMessage("'GOLD' names two tiers");
    assertThatThrownBy(() -> new TierPolicy(1, List.of(tier("Gold"), tier("Prospects"))))
        .hasMessageContaining("'Prospects' is kept");
    assertThatThrownBy(() -> new TierPolicy(1, List.of(tier("Gold"))))
        .hasMessageContaining("2 to 10 tiers, not 1");
  }

  @Test
  void duplicatesAreFoundUnderTheTurkishLocaleToo() {
    // With the default locale of this test run "GİFT" and "GIFT" fold differently.
    assertThatThrownBy(() -> new TierPolicy(1, List.of(tier("GIFT"), tier("gift"))))
        .hasMessageContaining("names two tiers");
  }

  @Test
  void definition_refusesNamesThatCannotBeShown() {
    assertThatThrownBy(() -> tier(" ")).hasMessageContaining("name: ' '");
    assertThatThrownBy(() -> tier(" Gold")).hasMessageContaining("outer blanks");
    assertThatThrownBy(() -> tier("x".repeat(41))).hasMessageContaining("1 to 40");
    assertThatThrownBy(() -> tier("a\0b")).hasMessageContaining("control character");
    assertThatThrownBy(() -> new TierDefinition("Gold", "", Map.of(), Collections.nCopies(51, "x")))
        .hasMessageContaining("50 benefits");
  }
}
