package io.tierwise.recommend.interaction;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One user, one item, one deed.
 *
 * @param userId the user key that the event came with, before any merge
 * @param rating 1..5 for a {@code RATING}, else 0
 * @param key from {@link InteractionKey}: the same deed told twice has the same key
 * @param orderId of a purchase
 * @param amount what the line of a purchase is worth, in the base currency; null where nobody said
 */
public record Interaction(
    String userId,
    String itemId,
    InteractionKind kind,
    Instant occurredAt,
    double rating,
    long key,
    @Nullable String orderId,
    @Nullable BigDecimal amount) {
  public Interaction {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(itemId, "itemId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(occurredAt, "occurredAt");
    if (!(rating >= 0 && rating <= 5)) {
      throw new IllegalArgumentException("rating " + rating + " is not between 0 and 5");
    }
  }

  public static Interaction of(
      String userId, String itemId, InteractionKind kind, Instant occurredAt, String source) {
    return new Interaction(
        userId,
        itemId,
        kind,
        occurredAt,
        0,
        InteractionKey.of(kind, itemId, source),
        kind == InteractionKind.PURCHASE ? source : null,
        null);
  }

  /** This purchase, of a line that is worth an amount. */
  public Interaction worth(@Nullable BigDecimal lineAmount) {
    return new Interaction(userId, itemId, kind, occurredAt, rating, key, orderId, lineAmount);
  }

  public static Interaction rating(
      String userId, String itemId, double rating, Instant occurredAt, String source) {
    return new Interaction(
        userId,
        itemId,
        InteractionKind.RATING,
        occurredAt,
        rating,
        InteractionKey.of(InteractionKind.RATING, itemId, source),
        null,
        null);
  }
}
