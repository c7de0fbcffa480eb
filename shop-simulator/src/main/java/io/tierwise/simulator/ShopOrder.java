package io.tierwise.simulator;

import io.tierwise.simulator.ShopEvent.Line;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order, all money in pence.
 *
 * @param lines at least one, each of another item
 * @param discountPence less than the worth of the goods
 */
public record ShopOrder(
    String orderId,
    List<Line> lines,
    @Nullable String coupon,
    long discountPence,
    long shippingPence,
    long taxPence) {
  private static final long FREE_SHIPPING_FROM = 50_00;
  private static final long SHIPPING = 3_95;

  public ShopOrder {
    Objects.requireNonNull(orderId, "orderId");
    lines = List.copyOf(lines);
    long goods = lines.stream().mapToLong(Line::pence).sum();
    if (discountPence < 0 || discountPence >= goods) {
      throw new IllegalArgumentException(
          orderId + ": discount of " + discountPence + " on goods of " + goods);
    }
  }

  /** With the shop's rules for shipping and the tax of the country that it goes to. */
  static ShopOrder of(
      String orderId, List<Line> lines, @Nullable String coupon, double discount, String country) {
    long goods = lines.stream().mapToLong(Line::pence).sum();
    long less = Math.round(goods * discount);
    long shipping = goods - less >= FREE_SHIPPING_FROM ? 0 : SHIPPING;
    long tax = country.equals("US") ? 0 : Math.round((goods - less) * 0.2);
    return new ShopOrder(orderId, lines, coupon, less, shipping, tax);
  }

  public long goodsPence() {
    return lines.stream().mapToLong(Line::pence).sum();
  }

  /** Goods less discount, without tax and shipping. */
  public long revenuePence() {
    return goodsPence() - discountPence;
  }

  public BigDecimal revenue() {
    return ShopItem.pounds(revenuePence());
  }

  public long totalPence() {
    return revenuePence() + shippingPence + taxPence;
  }

  /** What some of its lines are worth after their share of the discount, rounded down. */
  long revenuePence(List<Line> some) {
    long goods = some.stream().mapToLong(Line::pence).sum();
    return goods * revenuePence() / goodsPence();
  }
}
