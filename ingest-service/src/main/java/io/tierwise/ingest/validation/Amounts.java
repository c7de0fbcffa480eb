package io.tierwise.ingest.validation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Money as events carry it: not negative, not absurd, at most nine decimals, converted exactly. */
final class Amounts {
  private static final BigDecimal MAX = new BigDecimal("1000000000000");
  private static final int MAX_SCALE = 9;

  /** A double has 15 to 17 digits that count; a sum such as 179.97000000000003 shows them all. */
  private static final int DIGITS_OF_A_DOUBLE = 15;

  static @Nullable BigDecimal take(
      Fields fields, String name, ReasonCode ifNegative, ExchangeRates.Rate rate) {
    BigDecimal given = fields.decimal(name);
    if (given == null) {
      return null;
    }
    BigDecimal amount = given.scale() > MAX_SCALE ? withoutNoise(given) : given;
    if (amount.signum() < 0) {
      fields.reject(name, ifNegative, shown(given) + " is negative");
    } else if (amount.compareTo(MAX) > 0) {
      fields.reject(name, ReasonCode.OUT_OF_RANGE, shown(given) + " is more than " + MAX);
    } else if (amount.scale() > MAX_SCALE) {
      fields.reject(
          name, ReasonCode.TOO_PRECISE, shown(given) + " has more than " + MAX_SCALE + " decimals");
    } else {
      return rate.convert(amount.scale() < 0 ? amount.setScale(0) : amount);
    }
    return null;
  }

  /**
   * The digits beyond the ninth decimal of a sum in floating point say nothing; those of a short
   * decimal were meant.
   */
  private static BigDecimal withoutNoise(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() > MAX_SCALE && stripped.precision() >= DIGITS_OF_A_DOUBLE
        ? stripped.setScale(MAX_SCALE, RoundingMode.HALF_EVEN).stripTrailingZeros()
        : stripped;
  }

  private static String shown(BigDecimal amount) {
    return amount.toString();
  }

  private Amounts() {}
}
