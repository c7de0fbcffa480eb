package io.tierwise.segmentation.value;

import io.tierwise.segmentation.clv.PurchaseHistory;
import io.tierwise.segmentation.customer.Customer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the models need to know of a customer. */
public final class Histories {
  private static final int MAX_REPEATS = 1_000_000;
  private static final int MAX_DAYS = 60_000;

  /**
   * @return empty for a prospect, and where the first order is not known
   */
  public static Optional<PurchaseHistory> of(Customer customer, Instant asOf) {
    Instant last = customer.lastOrderAt();
    Instant first = customer.orders() == 1 ? last : customer.firstOrderAt();
    if (customer.isProspect() || first == null || last == null) {
      return Optional.empty();
    }
    return Optional.of(
        of(
            customer.orders(),
            first.getEpochSecond(),
            last.getEpochSecond(),
            asOf.getEpochSecond(),
            customer.netRevenue().doubleValue()));
  }

  /**
   * @param orders at least one
   * @param first in seconds, as the others
   */
  public static PurchaseHistory of(
      long orders, long first, long last, long asOf, double netRevenue) {
    int recency = days(last - first);
    return new PurchaseHistory(
        (int) Math.min(orders - 1, MAX_REPEATS),
        recency,
        Math.max(recency, days(asOf - first)),
        netRevenue / orders);
  }

  private static int days(long seconds) {
    return (int) Math.clamp(Duration.ofSeconds(seconds).toDays(), 0L, MAX_DAYS);
  }

  private Histories() {}
}
