package io.tierwise.profile.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.adapter.contract.BehaviorEventFormat;
import io.tierwise.profile.event.OrderDetails;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.fold.RandomEvents;
import io.tierwise.profile.order.CustomerOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OrderRolesPropertyTest {
  private static final BehaviorEventFormat FORMAT = new BehaviorEventFormat();

  /** Of two keys that are one user, who may use a message id each. */
  private static List<UserEvent> history(Random random, int size) {
    List<UserEvent> events = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String user = random.nextBoolean() ? "u" : "v";
      String id = "m" + (user.equals("u") ? i : random.nextInt(size));
      UserEvent event = FORMAT.read(RandomEvents.next(random, user, id).json());
      boolean known =
          events.stream()
              .anyMatch(e -> e.userKey().equals(user) && e.messageId().equals(event.messageId()));
      if (event.order() != null && !known) {
        events.add(event);
      }
    }
    return events;
  }

  private static BigDecimal sum(
      List<UserEvent> events, Function<UserEvent, BigDecimal> contribution) {
    return events.stream().map(contribution).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal sum(
      Collection<CustomerOrder> orders, Function<CustomerOrder, BigDecimal> amount) {
    return orders.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Property(tries = 300, seed = "20261123")
  void contributions_addUpToTheTotals(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 80) int size) {
    List<UserEvent> events = history(random, size);
    Map<String, CustomerOrder> orders = new HashMap<>();
    OrderRoles roles = new OrderRoles();
    for (UserEvent event : events) {
      OrderDetails details = event.order();
      if (details != null) {
        orders.merge(details.orderId(), CustomerOrder.stated(event, details), CustomerOrder::merge);
      }
      roles.add(event);
    }
    Collections.shuffle(events, random);
    assertThat(sum(events, roles::gross))
        .isEqualByComparingTo(sum(orders.values(), CustomerOrder::gross));
    assertThat(sum(events, roles::refunded))
        .isEqualByComparingTo(sum(orders.values(), CustomerOrder::refunded));
    Map<BiPredicate<OrderRoles, UserEvent>, Predicate<CustomerOrder>> counts =
        Map.of(
            OrderRoles::counts, CustomerOrder::counted,
            OrderRoles::completes, CustomerOrder::placed,
            OrderRoles::isReturned, CustomerOrder::returned,
            OrderRoles::isDiscounted, order -> order.placed() && order.discounted());
    counts.forEach(
        (ofEvent, ofOrder) ->
            assertThat(events.stream().filter(event -> ofEvent.test(roles, event)).count())
                .isEqualTo(orders.values().stream().filter(ofOrder).count()));
  }
}
