package io.tierwise.profile.fold;

import io.tierwise.profile.Events;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Events of every kind, crowded in time so that stamps tie and sessions join. */
public final class RandomEvents {
  private static final String[] CATEGORIES = {"Garden", "Kitchen", "Toys"};
  private static final String[] REVIEWS = {
    "Great value, but the lid broke", "Not very good", "Arrived on Monday", "I love it, perfect!"
  };

  public static Events next(Random random, String userId, String messageId) {
    String orderId = "o" + random.nextInt(6);
    Events event =
        switch (random.nextInt(12)) {
          case 0 ->
              Events.ordered(messageId, orderId, amount(random))
                  .coupon(random.nextInt(3) == 0 ? "C" : null)
                  .products(
                      Events.product("p", CATEGORIES[random.nextInt(3)], "Acme", amount(random)));
          case 1 ->
              Events.refunded(messageId, orderId, random.nextInt(3) == 0 ? null : amount(random));
          case 2 ->
              random.nextInt(3) == 0
                  ? Events.cancelled(messageId, orderId)
                  : Events.orderEvent(messageId, "Order Updated", orderId, amount(random));
          case 3 ->
              Events.identify(messageId, userId, null)
                  .traits(
                      Map.of(
                          "name",
                          "N" + random.nextInt(4),
                          "consent",
                          Map.of("email", random.nextBoolean())));
          case 4 -> Events.track(messageId, "Custom " + random.nextInt(3));
          case 5 ->
              Events.reviewed(
                  messageId,
                  random.nextBoolean() ? 1 + random.nextInt(41) / 10.0 : null,
                  REVIEWS[random.nextInt(REVIEWS.length)]);
          case 6 -> Events.clickedPromotion(messageId, "c" + random.nextInt(3));
          default ->
              Events.viewed(messageId)
                  .products(
                      Events.product(
                          "p", CATEGORIES[random.nextInt(3)], "B" + random.nextInt(3), "7.5"));
        };
    if (random.nextInt(3) == 0) {
      event.session("s" + random.nextInt(4));
    }
    if (random.nextBoolean()) {
      event.in(random.nextBoolean() ? "GB" : "TR", random.nextBoolean() ? "Mobile" : "Desktop");
    }
    if (random.nextInt(4) == 0) {
      event.from("R" + random.nextInt(60), "c" + random.nextInt(3), "s" + random.nextInt(2));
    }
    return event.user(userId).minute(17L * random.nextInt(2_000) - random.nextInt(3) * 40_000L);
  }

  private static @Nullable String amount(Random random) {
    return random.nextInt(100) + "." + random.nextInt(1_000);
  }

  private RandomEvents() {}
}
