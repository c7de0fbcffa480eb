package io.tierwise.profile.order;

import io.tierwise.profile.event.Action;
import io.tierwise.profile.event.Latest;
import io.tierwise.profile.event.OrderDetails;
import io.tierwise.profile.event.UserEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that was said about one order of one user, in whatever order it arrived. {@link #merge} is
 * associative, commutative and idempotent, so that an order sent twice under two message ids is one
 * order, and a refund or a cancellation may come before the order that it is about.
 *
 * @param completedAt the earliest completion; null while only refunds, updates or a cancellation
 *     are known
 * @param revenue the last that a completion or an update stated
 * @param discounted whether a completion or an update named a coupon or a discount
 * @param refunds by message id; without amount where the whole order was given back
 */
public record CustomerOrder(
    String orderId,
    @Nullable Instant completedAt,
    @Nullable Latest<BigDecimal> revenue,
    boolean cancelled,
    boolean discounted,
    SortedMap<String, Optional<BigDecimal>> refunds) {
  public CustomerOrder {
    refunds = Collections.unmodifiableSortedMap(new TreeMap<>(refunds));
  }

  /** What one event says about its order. */
  public static CustomerOrder stated(UserEvent event, OrderDetails details) {
    BigDecimal amount = details.amount();
    boolean completed = event.action() == Action.ORDER_COMPLETED;
    boolean priced = completed || event.action() == Action.ORDER_UPDATED;
    SortedMap<String, Optional<BigDecimal>> refunds = new TreeMap<>();
    if (event.action() == Action.ORDER_REFUNDED) {
      refunds.put(event.messageId(), Optional.ofNullable(amount));
    }
    return new CustomerOrder(
        details.orderId(),
        completed ? event.occurredAt() : null,
        priced && amount != null ? new Latest<>(amount, event.stamp()) : null,
        event.action() == Action.ORDER_CANCELLED,
        priced && details.discounted(),
        refunds);
  }

  public CustomerOrder merge(CustomerOrder other) {
    SortedMap<String, Optional<BigDecimal>> allRefunds = new TreeMap<>(refunds);
    other.refunds.forEach((id, amount) -> allRefunds.merge(id, amount, CustomerOrder::larger));
    return new CustomerOrder(
        orderId,
        earlier(completedAt, other.completedAt),
        other.revenue == null ? revenue : Latest.of(revenue, other.revenue),
        cancelled || other.cancelled,
        discounted || other.discounted,
        allRefunds);
  }

  /** A purchase that stands: completed, neither cancelled nor given back in full. */
  public boolean counted() {
    return completedAt != null && !cancelled && !refundedInFull();
  }

  /** Completed, whatever became of it. */
  public boolean placed() {
    return completedAt != null;
  }

  /** Placed, then cancelled or given back, in part or in full. */
  public boolean returned() {
    return placed() && (cancelled || whole() || statedRefunds().signum() > 0);
  }

  /** The order's revenue; zero until it is completed and after it is cancelled. */
  public BigDecimal gross() {
    return completedAt == null || cancelled ? BigDecimal.ZERO : value();
  }

  /**
   * The money given back. A refund whose order is unknown counts with its own amount; that of a
   * cancelled order does not count, because the order's revenue does not count either.
   */
  public BigDecimal refunded() {
    if (cancelled) {
      return BigDecimal.ZERO;
    }
    BigDecimal stated = statedRefunds();
    return completedAt != null && whole() ? stated.max(value()) : stated;
  }

  private boolean refundedInFull() {
    return whole() || (!refunds.isEmpty() && statedRefunds().compareTo(value()) >= 0);
  }

  private boolean whole() {
    return refunds.values().stream().anyMatch(Optional::isEmpty);
  }

  private BigDecimal statedRefunds() {
    return refunds.values().stream()
        .flatMap(Optional::stream)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal value() {
    return revenue == null ? BigDecimal.ZERO : revenue.value();
  }

  private static Optional<BigDecimal> larger(Optional<BigDecimal> a, Optional<BigDecimal> b) {
    return a.isEmpty() || b.isEmpty() ? Optional.empty() : Optional.of(a.get().max(b.get()));
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }
}
