package io.tierwise.segmentation.customer;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A known person with what the shop has seen of them, as of one message of the profile.
 *
 * @param featuresAsOf version of these values: a later one replaces an earlier one
 * @param orders not cancelled and not fully refunded
 * @param firstOrderAt null also where the profile has not told it yet
 * @param netRevenue gross revenue less refunds, may be negative
 * @param purchaseProbability of an order soon, 0..1; null where no live model scores the customer
 */
public record Customer(
    String userId,
    Instant featuresAsOf,
    Instant firstSeenAt,
    Instant lastSeenAt,
    long orders,
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt,
    BigDecimal netRevenue,
    @Nullable BigDecimal averageOrderValue,
    long sessions,
    long browseSeconds,
    int activeDays,
    int categoryBreadth,
    @Nullable Double purchaseProbability) {
  private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

  public Customer {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(featuresAsOf, "featuresAsOf");
    Objects.requireNonNull(netRevenue, "netRevenue");
    requireNotNegative(orders, "orders");
    requireNotNegative(sessions, "sessions");
    requireNotNegative(browseSeconds, "browseSeconds");
    requireNotNegative(activeDays, "activeDays");
    requireNotNegative(categoryBreadth, "categoryBreadth");
    if (orders > 0 && lastOrderAt == null) {
      throw new IllegalArgumentException(
          "lastOrderAt: missing although there are " + orders + " orders");
    }
  }

  /** As the profile tells it: not scored. */
  public Customer(
      String userId,
      Instant featuresAsOf,
      Instant firstSeenAt,
      Instant lastSeenAt,
      long orders,
      @Nullable Instant firstOrderAt,
      @Nullable Instant lastOrderAt,
      BigDecimal netRevenue,
      @Nullable BigDecimal averageOrderValue,
      long sessions,
      long browseSeconds,
      int activeDays,
      int categoryBreadth) {
    this(
        userId,
        featuresAsOf,
        firstSeenAt,
        lastSeenAt,
        orders,
        firstOrderAt,
        lastOrderAt,
        netRevenue,
        averageOrderValue,
        sessions,
        browseSeconds,
        activeDays,
        categoryBreadth,
        null);
  }

  /** Without orders there is nothing to score: a prospect has a segment, but no tier. */
  public boolean isProspect() {
    return orders == 0;
  }

  /** Days from an instant of this customer's history until {@code asOf}, never negative. */
  static double daysUntil(Instant asOf, Instant then) {
    return Math.max(0, Duration.between(then, asOf).toMillis() / 1000.0 / SECONDS_PER_DAY);
  }

  private static void requireNotNegative(long value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + ": " + value + " is negative");
    }
  }
}
