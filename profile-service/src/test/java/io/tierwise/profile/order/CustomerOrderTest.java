package io.tierwise.profile.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.adapter.contract.BehaviorEventFormat;
import io.tierwise.profile.event.UserEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CustomerOrderTest {
  private static CustomerOrder order(Events... events) {
    return Stream.of(events)
        .map(event -> new BehaviorEventFormat().read(event.user("u").json()))
        .map(CustomerOrderTest::stated)
        .reduce(CustomerOrder::merge)
        .orElseThrow();
  }

  private static CustomerOrder stated(UserEvent event) {
    return CustomerOrder.stated(event, Objects.requireNonNull(event.order()));
  }

  @Test
  void orderSentTwice_isOneOrder() {
    CustomerOrder order =
        order(Events.ordered("client", "o", "10"), Events.ordered("server", "o", "10").minute(1));
    assertThat(order.counted()).isTrue();
    assertThat(order.gross()).isEqualByComparingTo("10");
    assertThat(order.completedAt()).isEqualTo(Events.T0);
  }

  @Test
  void update_changesTheRevenue_whicheverArrivesFirst() {
    Events update = Events.orderEvent("m2", "Order Updated", "o", "12").minute(5);
    assertThat(order(update, Events.ordered("m1", "o", "10")).gross()).isEqualByComparingTo("12");
    assertThat(order(update).counted()).isFalse();
    assertThat(order(update).gross()).isZero();
  }

  @Test
  void partialRefund_keepsTheOrder() {
    CustomerOrder order = order(Events.refunded("r", "o", "4"), Events.ordered("m", "o", "10"));
    assertThat(order.counted()).isTrue();
    assertThat(order.gross()).isEqualByComparingTo("10");
    assertThat(order.refunded()).isEqualByComparingTo("4");
  }

  @Test
  void refundsThatReachTheRevenue_takeTheOrderAway() {
    CustomerOrder order =
        order(
            Events.ordered("m", "o", "10"),
            Events.refunded("r1", "o", "4"),
            Events.refunded("r2", "o", "6"));
    assertThat(order.counted()).isFalse();
    assertThat(order.gross().subtract(order.refunded())).isZero();
  }

  @Test
  void refundWithoutAmount_givesBackTheWholeOrderOnce() {
    CustomerOrder order =
        order(
            Events.refunded("r1", "o", null),
            Events.refunded("r2", "o", "4"),
            Events.ordered("m", "o", "10"));
    assertThat(order.refunded()).isEqualByComparingTo("10");
    assertThat(order.counted()).isFalse();
  }

  @Test
  void refundOfAnUnknownOrder_counts() {
    CustomerOrder order = order(Events.refunded("r", "C1", "4.95"));
    assertThat(order.refunded()).isEqualByComparingTo("4.95");
    assertThat(order.gross()).isZero();
    assertThat(order.counted()).isFalse();
  }

  @Test
  void cancellationBeforeCompletion_leavesNothing() {
    CustomerOrder order =
        order(
            Events.cancelled("c", "o"),
            Events.ordered("m", "o", "10").minute(1),
            Events.refunded("r", "o", "10").minute(2));
    assertThat(order.counted()).isFalse();
    assertThat(order.gross()).isEqualTo(BigDecimal.ZERO);
    assertThat(order.refunded()).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void order_isReturned_onceAnythingOfItIs() {
    assertThat(order(Events.ordered("m1", "o", "9")).returned()).isFalse();
    assertThat(order(Events.ordered("m1", "o", "9"), Events.refunded("m2", "o", "0")).returned())
        .isFalse();
    assertThat(order(Events.ordered("m1", "o", "9"), Events.refunded("m2", "o", "1")).returned())
        .isTrue();
    assertThat(order(Events.refunded("m2", "o", null), Events.ordered("m1", "o", "9")).returned())
        .isTrue();
    assertThat(order(Events.ordered("m1", "o", "9"), Events.cancelled("m2", "o")).returned())
        .isTrue();
    assertThat(order(Events.cancelled("m2", "o")).returned()).isFalse();
  }

  @Test
  void coupon_ofAnyCompletionCounts_ofARefundNot() {
    assertThat(
            order(
                    Events.ordered("m1", "o", "9").coupon("SPRING"),
                    Events.orderEvent("m2", "Order Updated", "o", "8"))
                .discounted())
        .isTrue();
    assertThat(
            order(Events.ordered("m1", "o", "9"), Events.refunded("m2", "o", "1").coupon("SPRING"))
                .discounted())
        .isFalse();
  }

  @Test
  void rates_areSharesOfTheOrdersPlaced() {
    Instant first = Events.T0;
    OrderTotals totals =
        new OrderTotals(
            3,
            first,
            first.plusSeconds(5 * 86_400),
            new BigDecimal("80"),
            new BigDecimal("20"),
            4,
            1,
            2);
    assertThat(totals.returnRate()).isEqualTo(0.25);
    assertThat(totals.discountShare()).isEqualTo(0.5);
    assertThat(totals.refundShare()).isEqualTo(0.25);
    assertThat(totals.averageDaysBetween()).isEqualTo(2.5);
    assertThat(OrderTotals.NONE.returnRate()).isNull();
    assertThat(OrderTotals.NONE.averageDaysBetween()).isNull();
    assertThat(OrderTotals.NONE.refundShare()).isNull();
  }
}
