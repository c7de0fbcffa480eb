package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the numbers that a peer keeps of a user: how many events of a name, in an hour of the
 * week, on a day, with a device, and how much interest in a category, brand or price band.
 * Interests decay forward, as in profile-service, but in floating point.
 */
record PeerNumber(String user, String kind, String label, double amount) {
  static final String EVENT = "event";
  static final String HOUR = "hour";
  static final String DAY = "day";
  static final String DEVICE = "device";
  static final String CHANNEL = "channel";
  static final String CATEGORY = "category";
  static final String BRAND = "brand";
  static final String PRICE = "price";
  private static final Map<String, Integer> WEIGHTS =
      Map.of(
          EventNames.PRODUCT_VIEWED, 1,
          EventNames.PRODUCT_CLICKED, 1,
          EventNames.PRODUCT_ADDED, 3,
          EventNames.ORDER_COMPLETED, 5);
  private static final double HALF_LIFE_SECONDS = 30 * 86_400;
  private static final Instant DECAY_FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final int[] PRICE_BANDS = {10, 25, 50, 100, 250};

  /** The row that it belongs to. */
  List<String> key() {
    return List.of(user, kind, label);
  }

  PeerNumber and(PeerNumber other) {
    return new PeerNumber(user, kind, label, amount + other.amount);
  }

  static String nameOf(BehaviorEvent event) {
    return event.event() == null ? event.type().name() : event.event();
  }

  /** What an event adds. */
  static List<PeerNumber> of(BehaviorEvent event) {
    String user = event.userKey();
    List<PeerNumber> numbers = new ArrayList<>();
    numbers.add(new PeerNumber(user, EVENT, nameOf(event), 1));
    long hours = Math.floorDiv(event.occurredAt().getEpochSecond(), 3_600);
    // The epoch began on a Thursday.
    numbers.add(new PeerNumber(user, HOUR, Long.toString(Math.floorMod(hours + 72, 168L)), 1));
    numbers.add(new PeerNumber(user, DAY, Long.toString(Math.floorDiv(hours, 24L)), 1));
    EventContext context = event.context();
    if (context != null) {
      count(user, DEVICE, context.deviceType(), numbers);
      count(user, CHANNEL, context.channel(), numbers);
      count(user, "country", context.country(), numbers);
    }
    double weight = WEIGHTS.getOrDefault(nameOf(event), 0) * decay(event.occurredAt());
    for (EventProduct product : event.products()) {
      if (!product.categoryPath().isEmpty()) {
        numbers.add(new PeerNumber(user, CATEGORY, product.categoryPath().getFirst(), weight));
        String path = String.join(" > ", product.categoryPath());
        numbers.add(new PeerNumber(user, "path", path, weight));
      }
      if (product.brand() != null) {
        numbers.add(new PeerNumber(user, BRAND, product.brand(), weight));
      }
      if (product.price() != null) {
        numbers.add(new PeerNumber(user, PRICE, band(product.price()), weight));
      }
    }
    return numbers;
  }

  private static void count(
      String user, String kind, @Nullable String label, List<PeerNumber> numbers) {
    if (label != null) {
      numbers.add(new PeerNumber(user, kind, label, 1));
    }
  }

  private static double decay(Instant time) {
    return Math.pow(2, (time.getEpochSecond() - DECAY_FROM.getEpochSecond()) / HALF_LIFE_SECONDS);
  }

  private static String band(BigDecimal price) {
    for (int to : PRICE_BANDS) {
      if (price.compareTo(BigDecimal.valueOf(to)) < 0) {
        return "below " + to;
      }
    }
    return "more";
  }
}
