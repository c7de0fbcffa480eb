package io.tierwise.ingest.validation;

import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.EventNames;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of an event and what it is worth: the goods less discount, without tax and shipping.
 *
 * <p>Where the client does not say {@code revenue}, it is {@code total - tax - shipping}, else
 * {@code subtotal} (by the spec, already after discounts), else the sum of price times quantity
 * less the discount. Without any of these it stays unknown; for a refund that means all of it.
 */
final class OrderReader {
  private static final int MAX_COUPON = 500;
  private final ExchangeRates.Rate rate;

  OrderReader(ExchangeRates.Rate rate) {
    this.rate = rate;
  }

  static boolean isOne(Fields properties) {
    return properties.has(idName(properties));
  }

  @Nullable EventOrder read(String event, Fields properties, List<EventProduct> lines) {
    String idName = idName(properties);
    properties.require(idName);
    String id = properties.id(idName);
    BigDecimal revenue = amount(properties, "revenue");
    BigDecimal total = amount(properties, "total");
    BigDecimal subtotal = amount(properties, "subtotal");
    BigDecimal tax = amount(properties, "tax");
    BigDecimal shipping = amount(properties, "shipping");
    BigDecimal discount = amount(properties, "discount");
    String coupon = properties.label("coupon", MAX_COUPON);
    if (revenue == null) {
      if (total != null) {
        revenue = less(properties, "total", total, zero(tax).add(zero(shipping)));
      } else if (subtotal != null) {
        revenue = subtotal;
      } else if (!lines.isEmpty()) {
        revenue = ofLines(event, properties, lines, zero(discount));
      }
    }
    return id == null
        ? null
        : new EventOrder(id, revenue, tax, shipping, discount, total, coupon, rate.currency());
  }

  /** Lines without a price leave the worth open, which on a partial refund nobody could fill in. */
  private static @Nullable BigDecimal ofLines(
      String event, Fields properties, List<EventProduct> lines, BigDecimal discount) {
    BigDecimal sum = BigDecimal.ZERO;
    for (EventProduct line : lines) {
      if (line.price() == null) {
        if (event.equals(EventNames.ORDER_REFUNDED)) {
          properties.reject(
              "total",
              ReasonCode.MISSING,
              "is required where a refund names products without their prices");
        }
        return null;
      }
      sum = sum.add(line.price().multiply(BigDecimal.valueOf(line.quantity())));
    }
    return less(properties, "discount", sum, discount);
  }

  private static @Nullable BigDecimal less(
      Fields properties, String name, BigDecimal amount, BigDecimal deduction) {
    BigDecimal rest = amount.subtract(deduction);
    if (rest.signum() < 0) {
      properties.reject(
          name,
          ReasonCode.INCONSISTENT,
          amount.toPlainString() + " less " + deduction.toPlainString() + " is negative");
      return null;
    }
    return rest;
  }

  private @Nullable BigDecimal amount(Fields properties, String name) {
    return Amounts.take(properties, name, ReasonCode.NEGATIVE_AMOUNT, rate);
  }

  private static BigDecimal zero(@Nullable BigDecimal amount) {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  private static String idName(Fields properties) {
    return properties.nameOf("order_id", "orderId");
  }
}
