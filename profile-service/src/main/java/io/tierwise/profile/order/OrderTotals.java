package io.tierwise.profile.order;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What all orders of a user come to.
 *
 * @param orders purchases that stand
 * @param gross revenue of orders completed and not cancelled, those given back included
 * @param refunds a positive amount
 */
public record OrderTotals(
    long orders,
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt,
    BigDecimal gross,
    BigDecimal refunds) {
  public static final OrderTotals NONE =
      new OrderTotals(0, null, null, BigDecimal.ZERO, BigDecimal.ZERO);

  public BigDecimal net() {
    return gross.subtract(refunds);
  }

  /** Net revenue by order; null without an order. */
  public @Nullable BigDecimal averageOrderValue() {
    if (orders == 0) {
      return null;
    }
    BigDecimal average = net().divide(BigDecimal.valueOf(orders), MathContext.DECIMAL64);
    return average.scale() > 4 ? average.setScale(4, RoundingMode.HALF_EVEN) : average;
  }
}
