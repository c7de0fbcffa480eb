package io.tierwise.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What to generate. Equal settings give equal shops, event by event.
 *
 * @param seed of every random draw
 * @param end of the period, to the millisecond; no event is at or after it
 * @param customers with a user id, 1 to 1,000,000; visitors who never identify come on top
 * @param items in the catalogue, 50 to 50,000
 * @param days of the period, 1 to 1,500, counted back from the end
 * @param rates of buying and dropping out
 */
public record ShopSettings(
    long seed, Instant end, int customers, int items, int days, PurchaseRates rates) {
  public static final long DEFAULT_SEED = 20_051_974L;

  public ShopSettings {
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(rates, "rates");
    end = end.truncatedTo(ChronoUnit.MILLIS);
    requireBetween("customers", customers, 1, 1_000_000);
    requireBetween("items", items, 50, 50_000);
    requireBetween("days", days, 1, 1_500);
  }

  /** 5,000 customers, 800 items, 180 days: about 300,000 events. */
  public static ShopSettings withDefaults(Instant end) {
    return new ShopSettings(DEFAULT_SEED, end, 5_000, 800, 180, PurchaseRates.lively());
  }

  public ShopSettings withSeed(long other) {
    return new ShopSettings(other, end, customers, items, days, rates);
  }

  public ShopSettings withSize(int otherCustomers, int otherItems, int otherDays) {
    return new ShopSettings(seed, end, otherCustomers, otherItems, otherDays, rates);
  }

  /** When the first event may happen. */
  public Instant start() {
    return end.minus(Duration.ofDays(days));
  }

  private static void requireBetween(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + " must be between " + low + " and " + high + ": " + value);
    }
  }
}
