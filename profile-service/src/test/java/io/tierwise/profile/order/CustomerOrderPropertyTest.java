package io.tierwise.profile.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.adapter.contract.BehaviorEventFormat;
import io.tierwise.profile.event.Action;
import io.tierwise.profile.event.OrderDetails;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.fold.RandomEvents;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Completions, updates, refunds and cancellations: late, repeated, in any order, in any polls. */
class CustomerOrderPropertyTest {
  private static final BehaviorEventFormat FORMAT = new BehaviorEventFormat();

  private static List<UserEvent> history(Random random, int size) {
    List<UserEvent> events = new ArrayList<>();
    for (int i = 0; events.size() < size; i++) {
      UserEvent event = FORMAT.read(RandomEvents.next(random, "u", "m" + i).json());
      if (event.order() != null) {
        events.add(event);
      }
    }
    return events;
  }

  private static Map<String, CustomerOrder> fold(List<UserEvent> events) {
    Map<String, CustomerOrder> orders = new TreeMap<>();
    for (UserEvent event : events) {
      OrderDetails details = Objects.requireNonNull(event.order());
      orders.merge(details.orderId(), CustomerOrder.stated(event, details), CustomerOrder::merge);
    }
    return orders;
  }

  @Property(tries = 300, seed = "20261123")
  void orders_dependNeitherOnOrderNorOnPollsNorOnRepetitions(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int size) {
    List<UserEvent> events = history(random, size);
    Map<String, CustomerOrder> once = fold(events);

    List<UserEvent> arriving = new ArrayList<>(events);
    events.stream().filter(event -> random.nextInt(3) == 0).forEach(arriving::add);
    Collections.shuffle(arriving, random);
    List<Map<String, CustomerOrder>> polls = new ArrayList<>();
    for (int from = 0; from < arriving.size(); ) {
      int to = Math.min(arriving.size(), from + 1 + random.nextInt(10));
      polls.add(fold(arriving.subList(from, to)));
      from = to;
    }
    Collections.shuffle(polls, random);
    Map<String, CustomerOrder> merged = new TreeMap<>();
    polls.forEach(
        poll -> poll.forEach((id, order) -> merged.merge(id, order, CustomerOrder::merge)));
    assertThat(merged).isEqualTo(once);
  }

  @Property(tries = 300, seed = "20261123")
  void amounts_areThoseOfTheWholeStoryReadAtOnce(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int size) {
    List<UserEvent> events = history(random, size);
    Map<String, List<UserEvent>> stories = new LinkedHashMap<>();
    for (UserEvent event : events) {
      String id = Objects.requireNonNull(event.order()).orderId();
      stories.computeIfAbsent(id, order -> new ArrayList<>()).add(event);
    }
    Collections.shuffle(events, random);
    fold(events)
        .forEach(
            (id, order) -> {
              Story story = new Story(stories.get(id));
              assertThat(order.gross()).isEqualByComparingTo(story.gross());
              assertThat(order.refunded()).isEqualByComparingTo(story.refunded());
              assertThat(order.counted()).isEqualTo(story.stands());
            });
  }

  /** One order as a bookkeeper reads it. */
  private record Story(List<UserEvent> events) {
    private List<UserEvent> of(Action action) {
      return events.stream().filter(event -> event.action() == action).toList();
    }

    private static BigDecimal amount(UserEvent event) {
      return Objects.requireNonNullElse(
          Objects.requireNonNull(event.order()).amount(), BigDecimal.ZERO);
    }

    private BigDecimal lastStated() {
      return events.stream()
          .filter(
              event ->
                  event.action() == Action.ORDER_COMPLETED
                      || event.action() == Action.ORDER_UPDATED)
          .max(Comparator.comparing(UserEvent::occurredAt).thenComparing(UserEvent::messageId))
          .map(Story::amount)
          .orElse(BigDecimal.ZERO);
    }

    BigDecimal gross() {
      boolean earns = !of(Action.ORDER_COMPLETED).isEmpty() && of(Action.ORDER_CANCELLED).isEmpty();
      return earns ? lastStated() : BigDecimal.ZERO;
    }

    private boolean givesAllBack() {
      return of(Action.ORDER_REFUNDED).stream()
          .anyMatch(refund -> Objects.requireNonNull(refund.order()).amount() == null);
    }

    BigDecimal refunded() {
      if (!of(Action.ORDER_CANCELLED).isEmpty()) {
        return BigDecimal.ZERO;
      }
      BigDecimal stated =
          of(Action.ORDER_REFUNDED).stream()
              .map(Story::amount)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      return givesAllBack() ? stated.max(gross()) : stated;
    }

    boolean stands() {
      boolean givenBack =
          !of(Action.ORDER_REFUNDED).isEmpty()
              && (givesAllBack() || refunded().compareTo(gross()) >= 0);
      return !of(Action.ORDER_COMPLETED).isEmpty()
          && of(Action.ORDER_CANCELLED).isEmpty()
          && !givenBack;
    }
  }
}
