package io.tierwise.segmentation;

import io.tierwise.segmentation.clv.PurchaseKind;
import io.tierwise.segmentation.clv.PurchaseModel;
import io.tierwise.segmentation.clv.SimulatedBuyers;
import io.tierwise.segmentation.customer.Customer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Customers for tests. */
public final class Shop {
  public static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

  public static Customer customer(String id, double daysAgo, long orders, String revenue) {
    Instant last = NOW.minus(Duration.ofMinutes(Math.round(daysAgo * 1440)));
    BigDecimal net = new BigDecimal(revenue);
    return new Customer(
        id,
        NOW,
        NOW.minus(Duration.ofDays(200)),
        last,
        orders,
        orders < 2 ? last : NOW.minus(Duration.ofDays(195)),
        last,
        net,
        net.divide(BigDecimal.valueOf(Math.max(1, orders)), 2, RoundingMode.HALF_UP),
        orders * 3,
        orders * 240,
        (int) orders + 1,
        2);
  }

  public static Customer prospect(String id) {
    return new Customer(
        id,
        NOW,
        NOW.minus(Duration.ofDays(20)),
        NOW.minus(Duration.ofDays(1)),
        0,
        null,
        null,
        BigDecimal.ZERO,
        null,
        2,
        60,
        1,
        1);
  }

  /**
   * A skewed shop: purchase rates and order values from log-normal distributions, so that few
   * customers bring most of the revenue, and recency that goes with the rate.
   */
  public static List<Customer> skewed(int customers, long seed) {
    Random random = new Random(seed);
    List<Customer> shop = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      double rate = Math.exp(random.nextGaussian() * 0.9);
      long orders = 1 + Math.round(rate * 1.5 * random.nextDouble());
      double value = 25 * Math.exp(random.nextGaussian() * 0.8) * Math.sqrt(rate);
      double daysAgo = Math.min(179, -Math.log(1 - random.nextDouble()) * 60 / rate);
      shop.add(
          customer(
              String.format(Locale.ROOT, "u%06d", i),
              daysAgo,
              orders,
              String.format(Locale.ROOT, "%.2f", orders * value)));
    }
    return shop;
  }

  /** Customers who order and leave as the purchase model says. */
  public static List<Customer> returning(int customers, long seed) {
    SimulatedBuyers buyers =
        SimulatedBuyers.of(
            new PurchaseModel(PurchaseKind.MBG_NBD, 0.8, 40, 0.6, 2), customers, seed);
    Random random = new Random(seed);
    List<Customer> shop = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      Instant first = NOW.minus(Duration.ofDays(buyers.age()[i]));
      Instant last = first.plus(Duration.ofDays(buyers.recency()[i]));
      long orders = buyers.repeats()[i] + 1L;
      double value = orders * 30 * Math.exp(random.nextGaussian() * 0.5);
      shop.add(
          new Customer(
              String.format(Locale.ROOT, "r%06d", i),
              NOW,
              first,
              last,
              orders,
              first,
              last,
              new BigDecimal(String.format(Locale.ROOT, "%.2f", value)),
              null,
              orders,
              orders * 100,
              (int) orders,
              1));
    }
    return shop;
  }

  private Shop() {}
}
