package io.tierwise.campaign.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of the base currency in micro-units (a millionth), so that sums and comparisons with a
 * budget are exact.
 *
 * @param micros may be negative
 */
public record Money(long micros) implements Comparable<Money> {
  public static final Money ZERO = new Money(0);
  public static final int SCALE = 6;
  private static final BigDecimal LARGEST = new BigDecimal("1000000000000");

  /**
   * @throws IllegalArgumentException if the amount has more than six decimals or is beyond 10^12
   */
  public static Money of(BigDecimal amount) {
    if (amount.stripTrailingZeros().scale() > SCALE) {
      throw new IllegalArgumentException(
          amount.toPlainString() + " has more than " + SCALE + " decimals");
    }
    if (amount.abs().compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException(amount.toPlainString() + " is beyond " + LARGEST);
    }
    return new Money(amount.movePointRight(SCALE).longValueExact());
  }

  public static Money of(String amount) {
    return of(new BigDecimal(amount));
  }

  /**
   * Rounds what has more decimals, such as converted amounts.
   *
   * @throws IllegalArgumentException if the amount is beyond 10^12
   */
  public static Money rounded(BigDecimal amount) {
    return of(amount.setScale(SCALE, RoundingMode.HALF_EVEN));
  }

  public BigDecimal amount() {
    return BigDecimal.valueOf(micros, SCALE);
  }

  /** In whole units of currency, for estimates; never for a comparison with a budget. */
  public double units() {
    return micros / 1e6;
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(micros, other.micros));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(micros, other.micros));
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(micros, other.micros);
  }

  @Override
  public String toString() {
    return amount().stripTrailingZeros().toPlainString();
  }
}
