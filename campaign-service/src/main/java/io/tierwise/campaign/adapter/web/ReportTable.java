package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.report.Dimension;
import io.tierwise.campaign.report.Figures;
import io.tierwise.campaign.report.Incremental;
import io.tierwise.campaign.report.MoneyReport;
import io.tierwise.starter.web.Csv;
import java.math.BigDecimal;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * A report as one table: a row for the total and for each part, amounts as plain decimals in the
 * currency that each row names. What was caused is known of the total and of tiers.
 */
final class ReportTable {
  static String of(MoneyReport report, String currency) {
    StringBuilder table = new StringBuilder(HEADER);
    row(table, report, "total", "", report.totals(), report.incremental(), currency);
    for (Dimension dimension : EnumSet.complementOf(EnumSet.of(Dimension.TOTAL))) {
      if (report.dimensions().contains(dimension)) {
        for (MoneyReport.Part part : report.by(dimension)) {
          Incremental caused = dimension == Dimension.TIER ? caused(report, part.key()) : null;
          row(table, report, dimension.id(), part.key(), part.figures(), caused, currency);
        }
      }
    }
    return table.toString();
  }

  private static final String HEADER =
      Csv.line(
          "dimension",
          "key",
          "contacts",
          "contactedUsers",
          "impressions",
          "reach",
          "clicks",
          "ctr",
          "conversions",
          "cvr",
          "redemptions",
          "redeemers",
          "redemptionRate",
          "spend",
          "couponSpend",
          "couponDiscount",
          "cpa",
          "cpm",
          "revenue",
          "profit",
          "roi",
          "incrementalRevenue",
          "incrementalRevenueLow",
          "incrementalRevenueHigh",
          "incrementalRoi",
          "incrementalRoiLow",
          "incrementalRoiHigh",
          "currency",
          "attribution",
          "window");

  private static @Nullable Incremental caused(MoneyReport report, String tier) {
    return report.incrementalByTier().stream()
        .filter(effect -> effect.tier().equals(tier))
        .map(MoneyReport.TierEffect::incremental)
        .findFirst()
        .orElse(null);
  }

  private static void row(
      StringBuilder table,
      MoneyReport report,
      String dimension,
      String key,
      Figures f,
      @Nullable Incremental caused,
      String currency) {
    var interval = caused == null ? null : caused.revenueInterval();
    var roi = caused == null ? null : caused.roi();
    table.append(
        Csv.line(
            dimension,
            key,
            f.contacts(),
            f.contactedUsers(),
            f.impressions(),
            f.reach(),
            f.clicks(),
            f.ctr(),
            f.conversions().toPlainString(),
            f.cvr(),
            f.redemptions(),
            f.redeemers(),
            f.redemptionRate(),
            amount(f.spend()),
            amount(f.couponSpend()),
            amount(f.couponDiscount()),
            amount(f.cpa()),
            amount(f.cpm()),
            amount(f.revenue()),
            amount(f.profit()),
            f.roi(),
            caused == null ? null : amount(caused.revenue()),
            interval == null ? null : interval.low(),
            interval == null ? null : interval.high(),
            roi == null ? null : roi.estimate(),
            roi == null ? null : roi.interval().low(),
            roi == null ? null : roi.interval().high(),
            currency,
            report.scope().rule().kind().id(),
            report.scope().rule().windowText()));
  }

  /** A number, so that a loss is no formula. */
  private static @Nullable BigDecimal amount(io.tierwise.campaign.money.@Nullable Money money) {
    return money == null ? null : new BigDecimal(Amounts.plain(money));
  }

  private ReportTable() {}
}
