package io.tierwise.profile.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DecayedSumPropertyTest {
  private static final HalfLife THIRTY_DAYS = new HalfLife(Duration.ofDays(30));

  private static DecayedSum sum(long day, int weight) {
    return THIRTY_DAYS.at(Instant.EPOCH.plus(Duration.ofHours(day * 24)), weight);
  }

  @Property(tries = 300, seed = "20261123")
  void adding_isAssociativeAndCommutativeToTheLastBit(
      @ForAll @LongRange(min = -20_000, max = 60_000) long a,
      @ForAll @LongRange(min = -20_000, max = 60_000) long b,
      @ForAll @LongRange(min = -20_000, max = 60_000) long c,
      @ForAll @IntRange(min = 1, max = 5) int weight) {
    DecayedSum left = sum(a, weight).plus(sum(b, 1)).plus(sum(c, 2));
    DecayedSum right = sum(c, 2).plus(sum(a, weight).plus(sum(b, 1)));
    assertThat(left).isEqualTo(right);
  }

  @Property(tries = 300, seed = "20261123")
  void share_isThatOfExponentialDecay(
      @ForAll @LongRange(min = 0, max = 2_000) long a,
      @ForAll @LongRange(min = 0, max = 2_000) long b) {
    double expected = 1 / (1 + Math.pow(2, (b - a) / 30.0));
    assertThat(sum(a, 1).shareOf(sum(a, 1).plus(sum(b, 1)))).isCloseTo(expected, within(5e-4));
  }

  @Property(tries = 300, seed = "20261123")
  void order_isThatOfTheNumbers(
      @ForAll @LongRange(min = -3_000, max = 3_000) long a,
      @ForAll @LongRange(min = -3_000, max = 3_000) long b,
      @ForAll @LongRange(min = -3_000, max = 3_000) long c) {
    DecayedSum left = sum(a, 3).plus(sum(b, 1));
    DecayedSum right = sum(c, 2);
    assertThat(Integer.signum(left.compareTo(right)))
        .isEqualTo(Integer.signum(number(left).compareTo(number(right))));
    assertThat(left).isEqualByComparingTo(sum(b, 1).plus(sum(a, 3)));
  }

  private static BigDecimal number(DecayedSum sum) {
    BigDecimal power = BigDecimal.TWO.pow(Math.abs(sum.exponent()));
    BigDecimal mantissa = new BigDecimal(sum.mantissa());
    return sum.exponent() < 0 ? mantissa.divide(power) : mantissa.multiply(power);
  }

  @Example
  void eventOneHalfLifeOlder_countsHalf() {
    DecayedSum old = sum(100, 2);
    DecayedSum young = sum(130, 1);
    assertThat(old).isEqualTo(young);
    assertThat(new Affinity(Map.of("a", old, "b", young.plus(young))).shares())
        .containsExactly(Map.entry("b", 2 / 3.0), Map.entry("a", 1 / 3.0));
  }

  @Example
  void centuriesApart_neitherOverflowsNorDivides() {
    DecayedSum ancient = sum(-20_000, 1);
    DecayedSum whole = ancient.plus(sum(80_000, 5));
    assertThat(ancient.shareOf(whole)).isZero();
    assertThat(sum(80_000, 5).shareOf(whole)).isCloseTo(1, within(1e-12));
  }
}
