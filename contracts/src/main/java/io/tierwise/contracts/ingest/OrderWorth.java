package io.tierwise.contracts.ingest;

import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an order event is worth, the same to every service. Of an order: its revenue, else its total
 * less tax and shipping, else its lines less discount. Of a refund: its revenue, else its total,
 * else its lines; without any of them the whole order is given back.
 */
public final class OrderWorth {
  private static final int FINEST = 30;

  /**
   * @return at least 0; null where the event does not say
   * @throws IllegalArgumentException if an amount is too large or too fine to be added up
   */
  public static @Nullable BigDecimal ofOrder(BehaviorEvent event) {
    EventOrder order = event.order();
    if (order == null) {
      return lines(event);
    }
    if (order.revenue() != null) {
      return exact(order.revenue()).max(BigDecimal.ZERO);
    }
    BigDecimal goods =
        order.total() == null
            ? less(lines(event), order.discount())
            : less(less(exact(order.total()), order.tax()), order.shipping());
    return goods == null ? null : goods.max(BigDecimal.ZERO);
  }

  /**
   * @return null where the event does not say
   * @throws IllegalArgumentException if an amount is too large or too fine to be added up
   */
  public static @Nullable BigDecimal ofRefund(BehaviorEvent event) {
    EventOrder order = event.order();
    if (order != null && order.revenue() != null) {
      return exact(order.revenue());
    }
    return order == null || order.total() == null ? lines(event) : exact(order.total());
  }

  /** Null where there are none, or one has no price. */
  private static @Nullable BigDecimal lines(BehaviorEvent event) {
    BigDecimal sum = null;
    for (EventProduct line : event.products()) {
      if (line.price() == null) {
        return null;
      }
      BigDecimal price = exact(line.price()).multiply(BigDecimal.valueOf(line.quantity()));
      sum = sum == null ? price : sum.add(price);
    }
    return sum;
  }

  private static @Nullable BigDecimal less(
      @Nullable BigDecimal amount, @Nullable BigDecimal deduction) {
    return amount == null || deduction == null ? amount : amount.subtract(exact(deduction));
  }

  /** A sum with 1e-999999999 in it would fill the memory. */
  private static BigDecimal exact(BigDecimal amount) {
    if (amount.precision() > FINEST || Math.abs((long) amount.scale()) > FINEST) {
      throw new IllegalArgumentException(
          "order: an amount of more than " + FINEST + " digits before or after the point");
    }
    return amount;
  }

  private OrderWorth() {}
}
