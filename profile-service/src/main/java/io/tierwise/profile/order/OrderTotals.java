package io.tierwise.profile.order;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
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

  public OrderTotals {
    gross = plain(gross);
    refunds = plain(refunds);
  }

  /** Equal amounts look equal, whatever was added and subtracted on the way to them. */
  private static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /**
   * With one order in another state.
   *
   * @param before null where the order is new
   */
  public OrderTotals with(@Nullable CustomerOrder before, CustomerOrder after) {
    OrderTotals added = plus(after, 1);
    return before == null ? added : added.plus(before, -1);
  }

  private OrderTotals plus(CustomerOrder order, int sign) {
    Instant at = sign > 0 && order.counted() ? order.completedAt() : null;
    BigDecimal factor = BigDecimal.valueOf(sign);
    return new OrderTotals(
        orders + (order.counted() ? sign : 0),
        at != null && (firstOrderAt == null || at.isBefore(firstOrderAt)) ? at : firstOrderAt,
        at != null && (lastOrderAt == null || at.isAfter(lastOrderAt)) ? at : lastOrderAt,
        gross.add(order.gross().multiply(factor)),
        refunds.add(order.refunded().multiply(factor)),
        placed + (order.placed() ? sign : 0),
        returned + (order.returned() ? sign : 0),
        discounted + (order.placed() && order.discounted() ? sign : 0));
  }

  /** Whether the order was the first or the last one and is not any more, so that another is. */
  public boolean losesAnEnd(@Nullable CustomerOrder before, CustomerOrder after) {
    if (before == null || !before.counted()) {
      return false;
    }
    Instant at = before.completedAt();
    boolean end = Objects.equals(at, firstOrderAt) || Objects.equals(at, lastOrderAt);
    return end && !(after.counted() && Objects.equals(at, after.completedAt()));
  }

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
