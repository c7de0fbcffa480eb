package io.tierwise.campaign.report;

import io.tierwise.campaign.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a campaign cost and brought. Ratios are null where their denominator is zero.
 *
 * @param conversions orders attributed to the contacts, cancelled ones left out
 * @param revenue of those orders, less refunds
 */
public record Figures(
    long contacts, long impressions, long clicks, long conversions, Money spend, Money revenue) {
  /** Clicks for each impression. */
  public @Nullable Double ctr() {
    return ratio(clicks, impressions);
  }

  /** Conversions for each contact: a contact can convert without a click. */
  public @Nullable Double cvr() {
    return ratio(conversions, contacts);
  }

  /** Spend for each conversion. */
  public @Nullable Money cpa() {
    return conversions == 0 ? null : perUnit(1.0 / conversions);
  }

  /** Spend for a thousand impressions. */
  public @Nullable Money cpm() {
    return impressions == 0 ? null : perUnit(1000.0 / impressions);
  }

  /**
   * (margin x revenue - spend) / spend.
   *
   * @param margin share of revenue that is earned, 0..1
   */
  public @Nullable Double roi(double margin) {
    return spend.micros() == 0 ? null : (margin * revenue.units() - spend.units()) / spend.units();
  }

  private Money perUnit(double factor) {
    return new Money(Math.round(spend.micros() * factor));
  }

  private static @Nullable Double ratio(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
