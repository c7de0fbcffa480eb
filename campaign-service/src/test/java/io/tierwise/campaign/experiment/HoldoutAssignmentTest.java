package io.tierwise.campaign.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HoldoutAssignmentTest {
  private static final int USERS = 50_000;

  /** Upper 0.1 % point of chi-square with 99 degrees of freedom. */
  private static final double CHI_SQUARE_99 = 148.23;

  @Test
  void position_isUniform() {
    HoldoutAssignment assignment = new HoldoutAssignment("campaign-1", 0.1);
    int[] bins = new int[100];
    for (int u = 0; u < USERS; u++) {
      bins[(int) (100 * assignment.position("customer-" + u))]++;
    }
    double expected = USERS / 100.0;
    double chiSquare = 0;
    for (int count : bins) {
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    assertThat(chiSquare).isLessThan(CHI_SQUARE_99);
  }

  @Test
  void holdsOut_isIndependentBetweenCampaigns() {
    HoldoutAssignment one = new HoldoutAssignment("campaign-1", 0.2);
    HoldoutAssignment two = new HoldoutAssignment("campaign-2", 0.2);
    int both = 0;
    for (int u = 0; u < USERS; u++) {
      both += one.holdsOut("u" + u) && two.holdsOut("u" + u) ? 1 : 0;
    }
    assertThat(both / (double) USERS).isCloseTo(0.04, within(0.004));
  }

  /** First 53 bits of SHA-256("salt" 00 "user"), computed with coreutils' sha256sum. */
  @Test
  void position_isStable() {
    assertThat(new HoldoutAssignment("salt", 0.1).position("user"))
        .isCloseTo(POSITION_OF_SALT_USER, within(1e-12));
  }

  private static final double POSITION_OF_SALT_USER = 0.9312046888440628;

  @Test
  void holdsOut_keepsWhoWasHeldOutWhenTheShareGrows() {
    HoldoutAssignment small = new HoldoutAssignment("c", 0.05);
    HoldoutAssignment large = new HoldoutAssignment("c", 0.2);
    for (int u = 0; u < 2_000; u++) {
      if (small.holdsOut("u" + u)) {
        assertThat(large.holdsOut("u" + u)).isTrue();
      }
    }
  }

  @Test
  void holdsOut_nobodyAtShareZero() {
    assertThat(new HoldoutAssignment("c", 0).holdsOut("u")).isFalse();
    assertThatThrownBy(() -> new HoldoutAssignment("c", 1.5)).hasMessageContaining("1.5");
  }
}
