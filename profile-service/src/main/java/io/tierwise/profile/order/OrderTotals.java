package io.tierwise.profile.order;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What all orders of a user come to.
 *
 * @param orders purchases that stand
 * @param gross revenue of orders completed and not cancelled, those given back included
 * @param refunds a positive amount
 * @param placed completed orders, whatever became of them
 * @param returned of those placed: cancelled, or given back in part or in full
 * @param discounted of those placed: with a coupon or a discount
 */
public record OrderTotals(
    long orders,
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt,
    BigDecimal gross,
    BigDecimal refunds,
    long placed,
    long returned,
    long discounted) {
  private static final double MILLIS_PER_DAY = 86_400_000;
  public static final OrderTotals NONE =
      new OrderTotals(0, null, null, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0);

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

  /** From the first order to the last, by order after the first; null below two orders. */
  public @Nullable Double averageDaysBetween() {
    if (orders < 2 || firstOrderAt == null || lastOrderAt == null) {
      return null;
    }
    double days = Duration.between(firstOrderAt, lastOrderAt).toMillis() / MILLIS_PER_DAY;
    return days / (orders - 1);
  }

  /** The share of the orders placed that was cancelled or given back; null without any. */
  public @Nullable Double returnRate() {
    return placed == 0 ? null : (double) returned / placed;
  }

  /** The share of the orders placed with a coupon or a discount; null without any. */
  public @Nullable Double discountShare() {
    return placed == 0 ? null : (double) discounted / placed;
  }

  /** The share of the gross revenue that was given back; null without revenue. */
  public @Nullable Double refundShare() {
    return gross.signum() == 0 ? null : refunds.divide(gross, MathContext.DECIMAL64).doubleValue();
  }
}
