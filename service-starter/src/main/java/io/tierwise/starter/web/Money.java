package io.tierwise.starter.web;

import java.math.BigDecimal;

/**
 * An amount in an answer or a request: a decimal string, so that no client rounds it, and its
 * currency.
 *
 * @param amount plain decimal, such as {@code 12.34}
 * @param currency ISO 4217 code
 */
public record Money(String amount, String currency) {
  /** Keeps every digit that counts and shows at least two decimals. */
  public static Money of(BigDecimal amount, String currency) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return new Money(
        (stripped.scale() < 2 ? stripped.setScale(2) : stripped).toPlainString(), currency);
  }

  /**
   * @throws NumberFormatException if the amount is not a decimal
   */
  public BigDecimal value() {
    return new BigDecimal(amount);
  }
}
