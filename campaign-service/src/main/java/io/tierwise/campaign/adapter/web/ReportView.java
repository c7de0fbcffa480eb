package io.tierwise.campaign.adapter.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tierwise.campaign.experiment.IncrementalRoi;
import io.tierwise.campaign.report.AttributionRule;
import io.tierwise.campaign.report.Dimension;
import io.tierwise.campaign.report.Figures;
import io.tierwise.campaign.report.Incremental;
import io.tierwise.campaign.report.MoneyReport;
import io.tierwise.starter.web.Money;
import io.tierwise.statistics.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report in money as it is answered; a ratio is null where its denominator is zero.
 *
 * @param campaigns asked for, or all that have anything in the period
 * @param byCampaign and so on: null where it was not asked for
 * @param byDay UTC days on which something happened
 * @param incremental what all campaigns together caused; null without held-out users
 * @param incrementalByTier by the tier that users had when the experiment took them in
 */
record ReportView(
    @Nullable Instant from,
    @Nullable Instant to,
    List<Summary> campaigns,
    Attribution attribution,
    Totals totals,
    @Nullable List<Part> byCampaign,
    @Nullable List<Part> byTier,
    @Nullable List<Part> byChannel,
    @Nullable List<Part> byVariant,
    @Nullable List<Part> byOffer,
    @Nullable List<Part> byDay,
    @Nullable Caused incremental,
    List<TierCaused> incrementalByTier,
    List<TrialView> experiments) {

  record Summary(String campaignId, String name, String status, Money budget) {}

  record Attribution(String rule, String window, String description) {}

  /**
   * @param contactedUsers users with at least one of the contacts
   * @param reach users who saw or clicked at least once
   * @param ctr clicks for each impression
   * @param conversions orders attributed; with a fraction where the rule divides orders
   * @param cvr conversions for each contact
   * @param spend on contacts and on the codes of coupons that were given
   * @param couponDiscount what redeemed codes took off; revenue is what was paid after it
   * @param cpa spend for each conversion
   * @param cpm spend for a thousand impressions
   * @param profit margin x revenue - spend
   * @param roi profit / spend
   * @param redeemers contacts with at least one redemption; redemptionRate of all contacts
   */
  record Totals(
      long contacts,
      long contactedUsers,
      long impressions,
      long reach,
      long clicks,
      @Nullable Double ctr,
      BigDecimal conversions,
      @Nullable Double cvr,
      Money spend,
      Money couponSpend,
      Money couponDiscount,
      @Nullable Money cpa,
      @Nullable Money cpm,
      Money revenue,
      Money profit,
      @Nullable Double roi,
      long redemptions,
      long redeemers,
      @Nullable Double redemptionRate) {
    static Totals of(Figures f, Amounts amounts) {
      return new Totals(
          f.contacts(),
          f.contactedUsers(),
          f.impressions(),
          f.reach(),
          f.clicks(),
          f.ctr(),
          f.conversions(),
          f.cvr(),
          amounts.of(f.spend()),
          amounts.of(f.couponSpend()),
          amounts.of(f.couponDiscount()),
          amounts.orNull(f.cpa()),
          amounts.orNull(f.cpm()),
          amounts.of(f.revenue()),
          amounts.of(f.profit()),
          f.roi(),
          f.redemptions(),
          f.redeemers(),
          f.redemptionRate());
    }
  }

  /**
   * @param key the tier, channel, ...
   */
  record Part(String key, @JsonUnwrapped Totals figures) {}

  /**
   * @param campaigns that have treated and held-out users, at least two of each
   * @param revenueInterval 95 %; a user of several campaigns is one observation
   * @param profit margin x revenue - spend on the treated
   * @param roi profit / spend
   */
  record Caused(
      int campaigns,
      Money revenue,
      @Nullable List<Double> revenueInterval,
      Money spend,
      Money profit,
      @Nullable Double roi,
      @Nullable List<Double> roiInterval) {
    static @Nullable Caused of(@Nullable Incremental i, Amounts amounts) {
      if (i == null) {
        return null;
      }
      IncrementalRoi roi = i.roi();
      return new Caused(
          i.campaigns(),
          amounts.of(i.revenue()),
          bounds(i.revenueInterval()),
          amounts.of(i.spend()),
          amounts.of(i.contribution().minus(i.spend())),
          roi == null ? null : roi.estimate(),
          roi == null ? null : bounds(roi.interval()));
    }
  }

  record TierCaused(String tier, @JsonUnwrapped Caused caused) {}

  static ReportView of(MoneyReport report, Amounts amounts) {
    AttributionRule rule = report.scope().rule();
    return new ReportView(
        report.scope().from(),
        report.scope().to(),
        report.campaigns().stream()
            .map(c -> new Summary(c.id(), c.name(), c.status(), amounts.of(c.budget())))
            .toList(),
        new Attribution(rule.kind().id(), rule.windowText(), rule.description()),
        Totals.of(report.totals(), amounts),
        parts(report, Dimension.CAMPAIGN, amounts),
        parts(report, Dimension.TIER, amounts),
        parts(report, Dimension.CHANNEL, amounts),
        parts(report, Dimension.VARIANT, amounts),
        parts(report, Dimension.OFFER, amounts),
        parts(report, Dimension.DAY, amounts),
        Caused.of(report.incremental(), amounts),
        report.incrementalByTier().stream()
            .map(
                t ->
                    new TierCaused(
                        t.tier(), Objects.requireNonNull(Caused.of(t.incremental(), amounts))))
            .toList(),
        report.experiments().stream()
            .map(trial -> TrialView.of(trial, margin(report, trial.campaignId()), amounts))
            .toList());
  }

  static double margin(MoneyReport report, String campaignId) {
    return report.campaigns().stream()
        .filter(c -> c.id().equals(campaignId))
        .mapToDouble(c -> c.margin())
        .findFirst()
        .orElse(0);
  }

  private static @Nullable List<Part> parts(
      MoneyReport report, Dimension dimension, Amounts amounts) {
    if (!report.dimensions().contains(dimension)) {
      return null;
    }
    return report.by(dimension).stream()
        .map(part -> new Part(part.key(), Totals.of(part.figures(), amounts)))
        .toList();
  }

  static @Nullable List<Double> bounds(@Nullable Interval interval) {
    return interval == null ? null : List.of(interval.low(), interval.high());
  }
}
