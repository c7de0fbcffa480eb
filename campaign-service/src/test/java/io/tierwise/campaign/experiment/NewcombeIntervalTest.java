package io.tierwise.campaign.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.campaign.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewcombeIntervalTest {
  /** Newcombe 1998, table II, method 10, contrasts (a) to (e) and (g). */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775",
    "10, 10, 0, 20, 0.6791, 1.0000"
  })
  void ofDifference_isNewcombesTable(long x1, long n1, long x2, long n2, double low, double high) {
    Interval interval = NewcombeInterval.ofDifference(x1, n1, x2, n2);
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void ofDifference_refusesImpossibleCounts() {
    assertThatThrownBy(() -> NewcombeInterval.ofDifference(2, 1, 0, 1))
        .hasMessageContaining("2 of 1");
    assertThatThrownBy(() -> NewcombeInterval.ofDifference(0, 0, 0, 1))
        .hasMessageContaining("0 of 0");
  }

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
