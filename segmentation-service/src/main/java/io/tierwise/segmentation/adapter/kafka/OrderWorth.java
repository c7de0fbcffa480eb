package io.tierwise.segmentation.adapter.kafka;

import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an order is worth, as in profile-service: the revenue, else the total less tax and shipping,
 * else the lines less discount; of a refund the revenue, else the total, else the lines.
 */
final class OrderWorth {
  private static final int MAX_DIGITS = 30;

  static @Nullable BigDecimal of(EventOrder order, List<EventProduct> products, boolean refund) {
    BigDecimal worth = worth(order, products, refund);
    if (worth != null
        && (worth.precision() > MAX_DIGITS || Math.abs((long) worth.scale()) > MAX_DIGITS)) {
      throw new IllegalArgumentException("order: has more than " + MAX_DIGITS + " digits");
    }
    return worth;
  }

  private static @Nullable BigDecimal worth(
      EventOrder order, List<EventProduct> products, boolean refund) {
    if (order.revenue() != null) {
      return order.revenue();
    }
    if (order.total() != null) {
      return refund
          ? order.total()
          : order.total().subtract(zeroIfNull(order.tax())).subtract(zeroIfNull(order.shipping()));
    }
    BigDecimal lines = lines(products);
    return lines == null || refund ? lines : lines.subtract(zeroIfNull(order.discount()));
  }

  /** Null where there are none, or one has no price. */
  private static @Nullable BigDecimal lines(List<EventProduct> products) {
    BigDecimal sum = null;
    for (EventProduct line : products) {
      if (line.price() == null) {
        return null;
      }
      BigDecimal price = line.price().multiply(BigDecimal.valueOf(line.quantity()));
      sum = Objects.requireNonNullElse(sum, BigDecimal.ZERO).add(price);
    }
    return sum;
  }

  private static BigDecimal zeroIfNull(@Nullable BigDecimal amount) {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  private OrderWorth() {}
}
