package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.coupon.CouponPool;
import io.tierwise.campaign.coupon.CouponPool.Discount;
import io.tierwise.campaign.coupon.CouponPool.Kind;
import io.tierwise.campaign.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A pool as a marketer states it. */
@Schema(
    example =
        """
        {"name": "spring-10", "description": "Ten percent off", "campaignId": null,
         "discount": {"type": "percent", "value": 10}, "costPerCode": "2.00", "perUser": 1,
         "expiresAt": "2027-04-01T00:00:00Z",
         "codes": {"generate": {"count": 500, "prefix": "SPRING-", "length": 10}}}
        """)
record CouponPoolRequest(
    @Nullable String name,
    @Nullable String description,
    @Schema(description = "Whose budget pays; without one nobody's") @Nullable String campaignId,
    @Nullable DiscountRequest discount,
    @Schema(description = "Charged to the campaign with every code that is given; default 0")
        @Nullable BigDecimal costPerCode,
    @Nullable Instant expiresAt,
    @Schema(description = "How many codes a user may have, 1 to 100; default 1")
        @Nullable Integer perUser,
    @Nullable CouponCodesRequest codes) {
  private static final int MOST_PER_USER = 100;

  /**
   * @param type percent or amount
   */
  record DiscountRequest(
      @Schema(allowableValues = {"percent", "amount"}) @Nullable String type,
      @Nullable BigDecimal value) {}

  CouponPool read(Instant now) {
    Checks checks = new Checks();
    String id = checks.text("name", name);
    String text = description == null ? "" : checks.text("description", description);
    Discount off = discount(checks);
    Money cost = costPerCode == null ? Money.ZERO : checks.money("costPerCode", costPerCode);
    int each = perUser == null ? 1 : perUser;
    if (each < 1 || each > MOST_PER_USER) {
      checks.problem("perUser", "out-of-range", each + " is not in 1.." + MOST_PER_USER);
    }
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      checks.problem("expiresAt", "in-the-past", expiresAt + " has passed");
    }
    if (cost.micros() > 0 && campaignId == null) {
      checks.problem("costPerCode", "inconsistent", "needs a campaignId whose budget pays");
    }
    checks.throwIfAny();
    return new CouponPool(id, text, campaignId, off, cost, expiresAt, each, now);
  }

  private Discount discount(Checks checks) {
    Discount none = new Discount(Kind.AMOUNT, BigDecimal.ONE);
    String type = discount == null ? null : discount.type();
    BigDecimal value = discount == null ? null : discount.value();
    if (type == null || value == null) {
      checks.problem("discount", "missing", "needs type and value");
      return none;
    }
    if (!type.equals("percent") && !type.equals("amount")) {
      checks.problem("discount.type", "invalid", "'" + type + "' is neither percent nor amount");
      return none;
    }
    boolean percent = type.equals("percent");
    if (value.signum() <= 0
        || (percent && value.compareTo(BigDecimal.valueOf(100)) > 0)
        || value.compareTo(BigDecimal.valueOf(1_000_000_000)) > 0) {
      checks.problem(
          "discount.value",
          "out-of-range",
          value + " is not " + (percent ? "in (0, 100]" : "an amount above 0"));
      return none;
    }
    return new Discount(percent ? Kind.PERCENT : Kind.AMOUNT, value);
  }
}
