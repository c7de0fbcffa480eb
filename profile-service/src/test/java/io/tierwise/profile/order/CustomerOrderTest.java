package io.tierwise.profile.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.adapter.contract.BehaviorEventFormat;
import io.tierwise.profile.event.UserEvent;
import java.math.BigDecimal;
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
}
