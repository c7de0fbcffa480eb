package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.EventNames;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A shop's accepted events, any of them by its number: a fifth are orders, users follow a Zipf
 * distribution with exponent 1. The same number gives the same event, so that every contender folds
 * the same ones and none has to hold them.
 */
final class SyntheticEvents {
  static final double ORDER_SHARE = 0.2;
  private static final double VIEW_SHARE = 0.5;
  private static final double CART_SHARE = 0.15;
  private static final Duration MONTH = Duration.ofDays(30);
  private static final int ITEMS = 20_000;
  private static final String[] CATEGORIES = {
    "Garden", "Kitchen", "Toys", "Office", "Bath", "Pets"
  };
  private static final String[] DEVICES = {"mobile", "desktop", "tablet"};
  private static final String[] COUNTRIES = {"GB", "DE", "FR", "NL", "IE"};

  private final long seed;
  private final Zipf users;
  private final Instant start;
  private final Duration step;
  private final int months;

  /**
   * @param start when event 0 happened
   * @param step the time between one event and the next
   */
  SyntheticEvents(long seed, int users, Instant start, Duration step) {
    this(seed, users, start, step, 1);
  }

  /**
   * @param months users live in as many of them, the last one that of {@code start}: neighbouring
   *     events differ by months, while those of one user do not
   */
  SyntheticEvents(long seed, int users, Instant start, Duration step, int months) {
    this.seed = seed;
    this.users = new Zipf(users, 1.0);
    this.start = start;
    this.step = step;
    this.months = months;
  }

  byte[] json(long number) {
    return ContractJson.write(event(number));
  }

  BehaviorEvent event(long number) {
    SplittableRandom random = new SplittableRandom(seed ^ (number * 0xD6E8FEB86659FD93L));
    String user = user(users.rank(random.nextDouble()));
    Instant time = beginningOf(user).plus(step.multipliedBy(number));
    double kind = random.nextDouble();
    if (kind < ORDER_SHARE) {
      return order(number, user, time, random);
    }
    if (kind < ORDER_SHARE + VIEW_SHARE) {
      return seen(EventNames.PRODUCT_VIEWED, number, user, time, random);
    }
    if (kind < ORDER_SHARE + VIEW_SHARE + CART_SHARE) {
      return seen(EventNames.PRODUCT_ADDED, number, user, time, random);
    }
    return seen(EventNames.PRODUCT_CLICKED, number, user, time, random);
  }

  /** A view that makes this user known, whether or not the numbered events meet them. */
  BehaviorEvent first(long rank) {
    String user = user(rank);
    SplittableRandom random = new SplittableRandom(seed + rank);
    String messageId = "first-" + rank;
    return event(
        EventNames.PRODUCT_VIEWED,
        messageId,
        user,
        beginningOf(user),
        List.of(product(random)),
        null,
        random);
  }

  private static String user(long rank) {
    return "user-" + rank;
  }

  private Instant beginningOf(String user) {
    return start.minus(MONTH.multipliedBy(Math.floorMod(user.hashCode(), months)));
  }

  private static BehaviorEvent seen(
      String name, long number, String user, Instant time, SplittableRandom random) {
    return event(name, "m-" + number, user, time, List.of(product(random)), null, random);
  }

  private static BehaviorEvent order(
      long number, String user, Instant time, SplittableRandom random) {
    return order("m-" + number, "o-" + number, user, time, random);
  }

  /** An order of its own, outside the numbered ones. */
  static BehaviorEvent order(
      String messageId, String orderId, String user, Instant time, SplittableRandom random) {
    List<EventProduct> lines = new ArrayList<>();
    BigDecimal revenue = BigDecimal.ZERO;
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      EventProduct line = product(random);
      lines.add(line);
      revenue = revenue.add(price(line).multiply(BigDecimal.valueOf(line.quantity())));
    }
    EventOrder order = new EventOrder(orderId, revenue, null, null, null, revenue, null, "GBP");
    return event(EventNames.ORDER_COMPLETED, messageId, user, time, lines, order, random);
  }

  private static BigDecimal price(EventProduct product) {
    return product.price() == null ? BigDecimal.ZERO : product.price();
  }

  private static EventProduct product(SplittableRandom random) {
    int item = random.nextInt(ITEMS);
    String category = CATEGORIES[item % CATEGORIES.length];
    return new EventProduct(
        "item-" + item,
        "Item number " + item,
        List.of(category, category + " " + item % 7),
        "Brand " + item % 40,
        BigDecimal.valueOf(199 + item % 9_000, 2),
        1 + random.nextInt(2),
        null);
  }

  private static BehaviorEvent event(
      String name,
      String messageId,
      String user,
      Instant time,
      List<EventProduct> products,
      @org.jspecify.annotations.Nullable EventOrder order,
      SplittableRandom random) {
    EventContext context =
        new EventContext(
            "web",
            DEVICES[random.nextInt(DEVICES.length)],
            null,
            null,
            null,
            "en-GB",
            "Europe/London",
            COUNTRIES[Math.floorMod(user.hashCode(), COUNTRIES.length)],
            null,
            "https://shop.example.com/",
            null,
            null,
            null);
    return new BehaviorEvent(
        BehaviorEvent.SCHEMA,
        messageId,
        EventType.TRACK,
        name,
        user,
        null,
        null,
        time,
        time,
        "bench",
        null,
        context,
        products,
        order,
        null,
        null,
        null,
        Map.of(),
        Map.of());
  }
}
