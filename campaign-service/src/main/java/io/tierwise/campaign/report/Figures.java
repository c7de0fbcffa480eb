package io.tierwise.campaign.report;

import io.tierwise.campaign.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a part of the campaigns cost and brought. Ratios are null where their denominator is zero.
 *
 * @param contactedUsers users with at least one of the contacts
 * @param reach users who saw or clicked at least once
 * @param orderMillionths orders attributed, in millionths of an order, as a rule may divide one
 * @param redemptions coupons of the campaigns that users redeemed
 * @param redeemers contacts with at least one of them
 * @param contactSpend costs of the contacts
 * @param couponSpend costs of the codes that were given
 * @param couponDiscount what redeemed codes took off; orders are worth what was paid after it
 * @param revenue of the attributed orders, less refunds
 * @param contribution revenue times the margin of the campaign that it belongs to
 */
public record Figures(
    long contacts,
    long contactedUsers,
    long impressions,
    long reach,
    long clicks,
    long orderMillionths,
    long redemptions,
    long redeemers,
    Money contactSpend,
    Money couponSpend,
    Money couponDiscount,
    Money revenue,
    Money contribution) {
  public static final Figures NOTHING =
      new Figures(
          0, 0, 0, 0, 0, 0, 0, 0, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);
  private static final int MILLION = 1_000_000;

  /** Orders attributed; with a fraction only where the rule divides orders. */
  public BigDecimal conversions() {
    BigDecimal orders = BigDecimal.valueOf(orderMillionths, Money.SCALE).stripTrailingZeros();
    return orders.scale() < 0 ? orders.setScale(0) : orders;
  }

  public Money spend() {
    return contactSpend.plus(couponSpend);
  }

  /** What is left of the attributed orders: their margin less the spend. */
  public Money profit() {
    return contribution.minus(spend());
  }

  /** Clicks for each impression. */
  public @Nullable Double ctr() {
    return ratio(clicks, impressions);
  }

  /** Conversions for each contact: a contact can convert without a click. */
  public @Nullable Double cvr() {
    return ratio((double) orderMillionths / MILLION, contacts);
  }

  /** Contacts that redeemed, for each contact. */
  public @Nullable Double redemptionRate() {
    return ratio(redeemers, contacts);
  }

  /** Spend for each conversion. */
  public @Nullable Money cpa() {
    return orderMillionths == 0 ? null : perUnit((double) MILLION / orderMillionths);
  }

  /** Spend for a thousand impressions. */
  public @Nullable Money cpm() {
    return impressions == 0 ? null : perUnit(1000.0 / impressions);
  }

  /** Profit for each unit spent. */
  public @Nullable Double roi() {
    return ratio(profit().units(), spend().units());
  }

  private Money perUnit(double factor) {
    return new Money(Math.round(spend().micros() * factor));
  }

  private static @Nullable Double ratio(double part, double whole) {
    return whole == 0 ? null : part / whole;
  }
}
