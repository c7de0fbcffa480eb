package io.tierwise.system;

import io.tierwise.system.ShopEvent.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two months of a shop, in the order in which they are sent: none. Visitors and users with one or
 * more devices, some of them shared, some users with ids of former days; orders that are updated,
 * refunded and cancelled; every sixth event or so is sent more than once.
 */
final class ShopLife {
  private static final int USERS = 300;
  private static final int USERS_OF_A_SHARED_DEVICE = 6;
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
  private static final int SECONDS = Math.toIntExact(Duration.ofDays(60).toSeconds());

  private final Random random;
  private final String prefix;
  private final List<ShopEvent> events = new ArrayList<>();
  private int messages;
  private int orders;

  /**
   * @param prefix of every id
   */
  ShopLife(long seed, String prefix) {
    this.random = new Random(seed);
    this.prefix = prefix;
  }

  /** What is sent, repetitions included. */
  List<ShopEvent> sent(int count) {
    List<ShopEvent> sent = new ArrayList<>();
    int taken = 0;
    while (sent.size() < count) {
      visit();
      for (; taken < events.size(); taken++) {
        int times = 1 + (chance(0.15) ? 1 : 0) + (chance(0.02) ? 1 : 0);
        sent.addAll(Collections.nCopies(times, events.get(taken)));
      }
    }
    Collections.shuffle(sent, random);
    return sent.subList(0, count);
  }

  static long repetitions(List<ShopEvent> sent) {
    return sent.size() - new HashSet<>(sent).size();
  }

  /** Events that come after one of the same user that happened a day later or more. */
  static long late(List<ShopEvent> sent) {
    Map<String, Instant> newest = new HashMap<>();
    Set<ShopEvent> seen = new HashSet<>();
    long late = 0;
    for (ShopEvent event : sent) {
      Instant at = event.at();
      if (at == null || !seen.add(event)) {
        continue;
      }
      Instant before = newest.getOrDefault(event.userKey(), at);
      if (Duration.between(at, before).toDays() >= 1) {
        late++;
      }
      newest.put(event.userKey(), at.isAfter(before) ? at : before);
    }
    return late;
  }

  private void visit() {
    int number = random.nextInt(USERS);
    String user = prefix + "u" + number;
    String device =
        chance(0.25)
            ? prefix + "shared" + number / USERS_OF_A_SHARED_DEVICE
            : prefix + "device" + number;
    Instant at = BEGIN.plusSeconds(random.nextInt(SECONDS));
    String userId = chance(0.6) ? formerly(user, number) : null;
    String anonymousId = userId == null || chance(0.5) ? device : null;
    for (int i = random.nextInt(1, 9); i > 0; i--) {
      at = at.plusSeconds(random.nextInt(600));
      Kind kind = chance(0.2) ? Kind.PAGE : chance(0.7) ? Kind.VIEWED : Kind.ADDED;
      add(kind, userId, anonymousId, null, chance(0.05) ? null : at, null, null);
    }
    if (chance(0.5)) {
      order(userId, anonymousId, at);
    }
    if (chance(0.1)) {
      add(Kind.IDENTIFIED, user, device, null, at, null, null);
    }
    if (number % 8 == 0 && chance(0.15)) {
      add(Kind.ALIASED, user, null, user + "-old", at, null, null);
    }
    if (number % 16 == 0 && chance(0.15)) {
      add(Kind.ALIASED, user + "-old", null, user + "-older", at, null, null);
    }
  }

  private String formerly(String user, int number) {
    if (number % 16 == 0 && chance(0.2)) {
      return user + "-older";
    }
    return number % 8 == 0 && chance(0.3) ? user + "-old" : user;
  }

  private void order(@Nullable String userId, @Nullable String anonymousId, Instant at) {
    String order = prefix + "o" + orders++;
    BigDecimal amount = amount(50_000);
    add(Kind.ORDERED, userId, anonymousId, null, at, order, amount);
    if (chance(0.15)) {
      // The client and the server both tell of it.
      add(Kind.ORDERED, userId, anonymousId, null, at.plusSeconds(2), order, amount);
    }
    if (chance(0.25)) {
      Instant updated = at.plusSeconds(random.nextInt(3) * 3_600L);
      add(Kind.UPDATED, userId, anonymousId, null, updated, order, amount(50_000));
    }
    Instant later = at.plusSeconds(random.nextInt(20 * 86_400));
    if (chance(0.1)) {
      add(Kind.CANCELLED, userId, anonymousId, null, later, order, null);
    }
    while (chance(0.25)) {
      BigDecimal back = chance(0.2) ? null : chance(0.2) ? amount : amount(20_000);
      add(Kind.REFUNDED, userId, anonymousId, null, later, order, back);
    }
    if (chance(0.15)) {
      add(Kind.REVIEWED, userId, anonymousId, null, later, null, null);
    }
  }

  private void add(
      Kind kind,
      @Nullable String userId,
      @Nullable String anonymousId,
      @Nullable String previousId,
      @Nullable Instant at,
      @Nullable String orderId,
      @Nullable BigDecimal amount) {
    String id = prefix + "m" + messages++;
    events.add(new ShopEvent(kind, id, userId, anonymousId, previousId, at, orderId, amount));
  }

  private BigDecimal amount(int most) {
    return BigDecimal.valueOf(random.nextInt(100, most), 2);
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }
}
