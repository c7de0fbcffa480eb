package io.tierwise.campaign.loyalty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of somebody's ledger; never changed once it is written.
 *
 * @param number grows with every entry of the service; 0 before it is written
 * @param cameAs the id that the user had, by which the entry follows a person
 * @param points below zero where they leave
 * @param lot the points that came together and go together, such as those of an order; null where
 *     points leave whichever is due first
 * @param key under which it can happen only once; null without
 * @param programVersion of the rules that made it
 * @param lotAt when what earned the points happened
 * @param usableAt of the lot; null without a lot
 * @param expiresAt of the lot; null for never
 * @param bookedAt when it was written
 */
public record Entry(
    long number,
    String cameAs,
    Kind kind,
    long points,
    @Nullable String lot,
    @Nullable String orderId,
    @Nullable String key,
    String reason,
    @Nullable String coupon,
    long programVersion,
    Instant lotAt,
    @Nullable Instant usableAt,
    @Nullable Instant expiresAt,
    Instant bookedAt) {
  /** What an entry is about. */
  public enum Kind {
    EARNED,
    BONUS,
    REVERSED,
    REDEEMED,
    EXPIRED,
    ADJUSTED,
    /** No points: the level changed. */
    LEVEL;

    /** Whether it counts towards a level. */
    boolean qualifies() {
      return this == EARNED || this == BONUS || this == REVERSED;
    }
  }

  /** Points that go with no lot, from whichever is due first. */
  static Entry spent(
      String cameAs,
      Kind kind,
      long points,
      @Nullable String key,
      String reason,
      @Nullable String coupon,
      long programVersion,
      Instant now) {
    return new Entry(
        0,
        cameAs,
        kind,
        points,
        null,
        null,
        key,
        reason,
        coupon,
        programVersion,
        now,
        null,
        null,
        now);
  }
}
