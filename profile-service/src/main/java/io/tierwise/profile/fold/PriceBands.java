package io.tierwise.profile.fold;

import java.math.BigDecimal;
import java.util.List;

/**
 * Price ranges, each from its threshold up to, not including, the next.
 *
 * @param thresholds ascending, above zero, in the base currency
 */
public record PriceBands(List<BigDecimal> thresholds) {
  public PriceBands {
    thresholds = List.copyOf(thresholds);
    BigDecimal last = BigDecimal.ZERO;
    for (BigDecimal threshold : thresholds) {
      if (threshold.compareTo(last) <= 0) {
        throw new IllegalArgumentException("price bands do not ascend: " + thresholds);
      }
      last = threshold;
    }
  }

  /** Such as {@code 10-25}, or {@code 250+} for the last. */
  public String of(BigDecimal price) {
    BigDecimal from = BigDecimal.ZERO;
    for (BigDecimal to : thresholds) {
      if (price.compareTo(to) < 0) {
        return from.toPlainString() + "-" + to.toPlainString();
      }
      from = to;
    }
    return from.toPlainString() + "+";
  }
}
