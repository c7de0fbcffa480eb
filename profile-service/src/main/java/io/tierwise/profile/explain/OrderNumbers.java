package io.tierwise.profile.explain;

import io.tierwise.profile.event.UserEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The numbers that come from orders. */
final class OrderNumbers {
  static final String COMPLETED = "Order Completed";
  private static final String UPDATED = "Order Updated";
  private static final String REFUNDED = "Order Refunded";
  private static final String CANCELLED = "Order Cancelled";
  static final Set<String> ANY = Set.of(COMPLETED, UPDATED, REFUNDED, CANCELLED);
  private static final Set<String> MONEY_BACK = Set.of(REFUNDED);
  private static final String MONEY = "money in the base currency";
  private static final String ORDERS = "orders";
  private static final String SHARE = "share, 0 to 1";

  static final List<ProfileNumber> ALL =
      List.of(
          completions(
              "orders",
              ORDERS,
              "Orders that stand: completed, not cancelled, not given back in full. The same order id"
                  + " of a user is one order, however often it is sent.",
              OrderRoles::counts),
          time("firstOrderAt", "Completion of the first order that stands.", true),
          time("lastOrderAt", "Completion of the last order that stands.", false),
          money(
              "grossRevenue",
              MONEY,
              "Revenue of completed orders that were not cancelled, as last stated by Order Completed"
                  + " or Order Updated: revenue, else total less tax and shipping, else lines less"
                  + " discount.",
              ANY,
              OrderRoles::gross),
          money(
              "refunds",
              MONEY,
              "Money given back, of orders that were not cancelled; a refund without amount gives back"
                  + " the whole order. Also of orders whose completion is not known.",
              MONEY_BACK,
              OrderRoles::refunded),
          money("netRevenue", MONEY, "grossRevenue less refunds.", ANY, OrderRoles::net),
          money(
              "averageOrderValue",
              MONEY,
              "netRevenue divided by orders; null without an order.",
              ANY,
              OrderRoles::net),
          completions(
              "ordersPlaced",
              ORDERS,
              "Completed orders, whatever became of them.",
              OrderRoles::completes),
          completions(
              "ordersReturned",
              ORDERS,
              "Of ordersPlaced, those that were cancelled or given back, in part or in full.",
              OrderRoles::isReturned),
          completions(
              "returnRate",
              SHARE,
              "ordersReturned divided by ordersPlaced; null without any. By orders; refundShare is by"
                  + " money.",
              OrderRoles::isReturned),
          money(
              "refundShare",
              SHARE,
              "refunds divided by grossRevenue; null without revenue. Above 1 where refunds are known"
                  + " whose orders are not.",
              ANY,
              OrderRoles::refunded),
          completions(
              "ordersDiscounted",
              ORDERS,
              "Of ordersPlaced, those whose Order Completed or Order Updated names a coupon, of the"
                  + " order or a line, or a discount above 0.",
              OrderRoles::isDiscounted),
          completions(
              "discountShare",
              SHARE,
              "Use of coupons: ordersDiscounted divided by ordersPlaced; null without any.",
              OrderRoles::isDiscounted),
          completions(
              "averageDaysBetweenOrders",
              "days of 24 hours, to 3 decimals",
              "From firstOrderAt to lastOrderAt, divided by orders less 1; null below two orders.",
              OrderRoles::counts),
          money(
              "rfm",
              "days, orders, and " + MONEY,
              "Raw values of RFM as of now: recencyDays, days from lastOrderAt to asOf, to 3 decimals;"
                  + " frequency, that is orders; monetary, that is netRevenue.",
              ANY,
              OrderRoles::net));

  private static ProfileNumber money(
      String name,
      String unit,
      String definition,
      Set<String> events,
      BiFunction<OrderRoles, UserEvent, BigDecimal> amount) {
    return new ProfileNumber(
        name,
        unit,
        definition,
        events,
        (event, user) ->
            List.of(
                Contribution.of(amount.apply(user.orders(), event), user.orders().role(event))));
  }

  /** The rows that complete an order, with 1 where it counts; and those that changed its fate. */
  private static ProfileNumber completions(
      String name,
      String unit,
      String definition,
      BiFunction<OrderRoles, UserEvent, Boolean> counts) {
    return new ProfileNumber(
        name,
        unit,
        definition,
        ANY,
        (event, user) ->
            List.of(
                Contribution.when(counts.apply(user.orders(), event), user.orders().role(event))));
  }

  private static ProfileNumber time(String name, String definition, boolean first) {
    Function<ExplainedUser, @Nullable Instant> when =
        user -> first ? user.totals().firstOrderAt() : user.totals().lastOrderAt();
    return new ProfileNumber(
        name,
        "instant",
        definition,
        Set.of(COMPLETED),
        (event, user) ->
            user.orders().counts(event) && event.occurredAt().equals(when.apply(user))
                ? List.of(Contribution.without(user.orders().role(event)))
                : List.of());
  }

  private OrderNumbers() {}
}
