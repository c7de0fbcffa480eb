package io.tierwise.campaign.coupon;

import io.tierwise.campaign.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Codes that are worth the same.
 *
 * @param campaignId whose budget pays for them; null for none
 * @param discount off an order
 * @param cost charged to the campaign's budget with every code that is given
 * @param expiresAt after which none is given and none counts; null for never
 * @param perUser how many codes a user may have, at least 1
 */
public record CouponPool(
    String name,
    String description,
    @Nullable String campaignId,
    Discount discount,
    Money cost,
    @Nullable Instant expiresAt,
    int perUser,
    Instant createdAt) {
  public CouponPool {
    Objects.requireNonNull(name, "name");
    if (perUser < 1 || cost.micros() < 0) {
      throw new IllegalArgumentException(perUser + " codes a user, cost " + cost);
    }
  }

  /**
   * @param value percent of the order in (0, 100], or an amount above 0
   */
  public record Discount(Kind kind, BigDecimal value) {
    public Discount {
      if (value.signum() <= 0
          || (kind == Kind.PERCENT && value.compareTo(BigDecimal.valueOf(100)) > 0)) {
        throw new IllegalArgumentException(kind + " " + value);
      }
    }
  }

  /** How a discount is stated. */
  public enum Kind {
    PERCENT,
    AMOUNT
  }
}
