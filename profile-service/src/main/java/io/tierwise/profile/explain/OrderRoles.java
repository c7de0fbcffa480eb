package io.tierwise.profile.explain;

import io.tierwise.profile.event.Action;
import io.tierwise.profile.event.Latest;
import io.tierwise.profile.event.OrderDetails;
import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.order.CustomerOrder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which event of an order does what: one completes it, one states what it is worth in the end, some
 * give money back. What the events of all orders contribute adds up to the totals.
 */
public final class OrderRoles {
  private record Row(Stamp stamp, String userKey) implements Comparable<Row> {
    static Row of(UserEvent event) {
      return new Row(event.stamp(), event.userKey());
    }

    @Override
    public int compareTo(Row other) {
      int order = stamp.compareTo(other.stamp);
      return order == 0 ? userKey.compareTo(other.userKey) : order;
    }
  }

  private final Map<String, CustomerOrder> orders = new HashMap<>();
  private final Map<String, Row> completions = new HashMap<>();
  private final Map<String, Latest<BigDecimal>> stated = new HashMap<>();
  private final Map<String, Row> values = new HashMap<>();
  private final Map<String, TreeMap<String, Row>> refunds = new HashMap<>();

  void add(UserEvent event) {
    OrderDetails details = event.order();
    if (details == null) {
      return;
    }
    String id = details.orderId();
    Row row = Row.of(event);
    orders.merge(id, CustomerOrder.stated(event, details), CustomerOrder::merge);
    boolean completed = event.action() == Action.ORDER_COMPLETED;
    if (completed) {
      completions.merge(id, row, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    BigDecimal amount = details.amount();
    if (amount != null && (completed || event.action() == Action.ORDER_UPDATED)) {
      Latest<BigDecimal> next = new Latest<>(amount, event.stamp());
      Latest<BigDecimal> last = Latest.of(stated.get(id), next);
      if (last == next) {
        stated.put(id, next);
        values.put(id, row);
      }
    }
    if (event.action() == Action.ORDER_REFUNDED) {
      refunds
          .computeIfAbsent(id, order -> new TreeMap<>())
          .merge(event.messageId(), row, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
  }

  private static String id(UserEvent event) {
    OrderDetails details = event.order();
    return details == null ? "" : details.orderId();
  }

  private CustomerOrder order(UserEvent event) {
    OrderDetails details = event.order();
    CustomerOrder order = details == null ? null : orders.get(details.orderId());
    if (order != null) {
      return order;
    }
    if (details == null) {
      throw new IllegalArgumentException(event.messageId() + " is of no order");
    }
    return CustomerOrder.stated(event, details); // It came in after the others were read.
  }

  /** The one event by which the order counts; a repeated completion adds nothing. */
  boolean completes(UserEvent event) {
    return Row.of(event).equals(completions.get(id(event)));
  }

  boolean counts(UserEvent event) {
    return completes(event) && order(event).counted();
  }

  boolean isReturned(UserEvent event) {
    return completes(event) && order(event).returned();
  }

  boolean isDiscounted(UserEvent event) {
    return completes(event) && order(event).discounted();
  }

  BigDecimal gross(UserEvent event) {
    return Row.of(event).equals(values.get(id(event))) ? order(event).gross() : BigDecimal.ZERO;
  }

  /** A refund's own amount; what a refund of the whole order gives back beyond the others'. */
  BigDecimal refunded(UserEvent event) {
    TreeMap<String, Row> rows = refunds.get(id(event));
    CustomerOrder order = order(event);
    if (rows == null || order.cancelled() || !Row.of(event).equals(rows.get(event.messageId()))) {
      return BigDecimal.ZERO;
    }
    Optional<BigDecimal> own = order.refunds().get(event.messageId());
    if (own != null && own.isPresent()) {
      return own.get();
    }
    String firstWhole =
        order.refunds().entrySet().stream()
            .filter(refund -> refund.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
    return event.messageId().equals(firstWhole)
        ? order.refunded().subtract(statedRefunds(order))
        : BigDecimal.ZERO;
  }

  BigDecimal net(UserEvent event) {
    return gross(event).subtract(refunded(event));
  }

  private static BigDecimal statedRefunds(CustomerOrder order) {
    return order.refunds().values().stream()
        .flatMap(Optional::stream)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** In words. */
  String role(UserEvent event) {
    CustomerOrder order = order(event);
    String name = "order " + order.orderId();
    return switch (event.action()) {
      case ORDER_COMPLETED -> (completes(event) ? name : "repeats " + name) + fate(order);
      case ORDER_UPDATED -> "updates " + name;
      case ORDER_REFUNDED -> "gives back of " + name;
      case ORDER_CANCELLED -> "cancels " + name;
      default -> name;
    };
  }

  private static String fate(CustomerOrder order) {
    if (order.cancelled()) {
      return ", cancelled";
    }
    if (!order.counted()) {
      return ", given back in full";
    }
    return order.returned() ? ", given back in part" : "";
  }
}
