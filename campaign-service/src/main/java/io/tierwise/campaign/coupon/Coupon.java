package io.tierwise.campaign.coupon;

import java.time.Instant;

/**
 * A code that was given.
 *
 * @param userId whom it belongs to
 * @param key what it was given for: the same key gives the same code again
 */
public record Coupon(
    String code, String pool, String userId, String key, Instant assignedAt, Status status) {
  /** What became of it. */
  public enum Status {
    ASSIGNED,
    REDEEMED,
    EXPIRED
  }
}
