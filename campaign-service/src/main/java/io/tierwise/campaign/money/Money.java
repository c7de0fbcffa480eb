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

  /** Beyond it a number is no amount, and writing it out would fill the memory. */
  private static final int LARGEST_SCALE = 100;

  /**
   * @throws IllegalArgumentException if the amount has more than six decimals or is beyond 10^12
   */
  public static Money of(BigDecimal amount) {
    requireSensible(amount);
    if (amount.stripTrailingZeros().scale() > SCALE) {
      throw new IllegalArgumentException(amount + " has more than " + SCALE + " decimals");
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
    requireSensible(amount);
    return of(amount.setScale(SCALE, RoundingMode.HALF_EVEN));
  }

  private static void requireSensible(BigDecimal amount) {
    if (Math.abs((long) amount.scale()) > LARGEST_SCALE || amount.abs().compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException(amount + " is beyond " + LARGEST);
    }
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
