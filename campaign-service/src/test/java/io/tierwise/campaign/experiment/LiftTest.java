package io.tierwise.campaign.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.campaign.money.Money;
import io.tierwise.statistics.NewcombeInterval;
import org.junit.jupiter.api.Test;

class LiftTest {
  @Test
  void lift_comparesWithAsManyControlUsers() {
    Lift lift =
        new Lift(
            new ArmOutcome(900, 90, Money.of("4500"), 250_000),
            new ArmOutcome(100, 5, Money.of("250"), 14_000),
            Money.of("90"));
    assertThat(lift.incrementalRevenue()).isEqualTo(Money.of("2250"));
    assertThat(lift.interval()).isEqualTo(NewcombeInterval.ofDifference(90, 900, 5, 100));
    // Half of the 2,250 is margin, for a spend of 90.
    IncrementalRoi roi = lift.incrementalRoi(0.5);
    assertThat(roi.estimate()).isCloseTo((0.5 * 2_250 - 90) / 90, within(1e-9));
    assertThat(roi.interval().low()).isLessThan(roi.estimate());
    assertThat(roi.interval().high() - roi.estimate())
        .isCloseTo(roi.estimate() - roi.interval().low(), within(1e-9));
  }

  @Test
  void lift_withoutAnArm_claimsNothing() {
    Lift lift =
        new Lift(
            new ArmOutcome(9, 1, Money.of("10"), 100),
            new ArmOutcome(0, 0, Money.ZERO, 0),
            Money.of("1"));
    assertThat(lift.interval()).isNull();
    assertThat(lift.incrementalRevenue()).isNull();
    assertThat(lift.incrementalRoi(0.5)).isNull();
  }
}
