package io.tierwise.campaign.adapter.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tierwise.campaign.experiment.IncrementalRoi;
import io.tierwise.campaign.experiment.Interval;
import io.tierwise.campaign.experiment.Lift;
import io.tierwise.campaign.report.AttributionRule;
import io.tierwise.campaign.report.CampaignReport;
import io.tierwise.campaign.report.Figures;
import io.tierwise.starter.web.Money;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign's report as it is answered; a ratio is null where its denominator is zero. */
record ReportView(
    String campaignId,
    String name,
    String status,
    Money budget,
    Totals totals,
    List<Part> byTier,
    List<Part> byChannel,
    List<Part> byVariant,
    Experiment experiment,
    Attribution attribution) {

  /**
   * @param ctr clicks for each impression
   * @param cvr conversions for each contact
   * @param cpa spend for each conversion
   * @param cpm spend for a thousand impressions
   * @param roi (margin x revenue - spend) / spend
   */
  record Totals(
      long contacts,
      long impressions,
      long clicks,
      @Nullable Double ctr,
      long conversions,
      @Nullable Double cvr,
      Money spend,
      @Nullable Money cpa,
      @Nullable Money cpm,
      Money revenue,
      @Nullable Double roi) {}

  /**
   * @param key the tier, channel or variant
   */
  record Part(String key, @JsonUnwrapped Totals figures) {}

  /**
   * @param treated users whom the prices chose and who were contacted
   * @param control held-out users whom the same prices would have chosen
   * @param treatedConversion share with an order within the window, whatever it is attributed to
   * @param incrementalRoi (margin x what the contacts caused - their cost) / their cost
   * @param incrementalRoiInterval 95 %, Welch
   * @param liftInterval 95 % of the difference of conversions, Newcombe 1998; null without an arm
   */
  record Experiment(
      long treated,
      long control,
      long treatedConverted,
      long controlConverted,
      @Nullable Double treatedConversion,
      @Nullable Double controlConversion,
      @Nullable List<Double> liftInterval,
      Money treatedRevenue,
      Money controlRevenue,
      @Nullable Money incrementalRevenue,
      @Nullable Double incrementalRoi,
      @Nullable List<Double> incrementalRoiInterval) {}

  record Attribution(String rule, String window, String description) {}

  static ReportView of(CampaignReport report, Amounts amounts) {
    double margin = report.campaign().plan().margin();
    return new ReportView(
        report.campaign().id(),
        report.campaign().plan().name(),
        report.campaign().status().name(),
        amounts.of(report.campaign().plan().budget()),
        totals(report.totals(), margin, amounts),
        parts(report.byTier(), margin, amounts),
        parts(report.byChannel(), margin, amounts),
        parts(report.byVariant(), margin, amounts),
        experiment(report.experiment(), margin, amounts),
        new Attribution(
            AttributionRule.LAST_TOUCH,
            // Whole days as people write them: P7D, not PT168H.
            window(report.attribution().window()),
            "an order belongs to the last click in the window before it, else to the last"
                + " impression, else to the last contact; by user key, each order once"));
  }

  private static String window(Duration window) {
    return window.equals(Duration.ofDays(window.toDays()))
        ? "P" + window.toDays() + "D"
        : window.toString();
  }

  private static List<Part> parts(List<CampaignReport.Part> parts, double margin, Amounts amounts) {
    return parts.stream()
        .map(part -> new Part(part.key(), totals(part.figures(), margin, amounts)))
        .toList();
  }

  private static Totals totals(Figures f, double margin, Amounts amounts) {
    return new Totals(
        f.contacts(),
        f.impressions(),
        f.clicks(),
        f.ctr(),
        f.conversions(),
        f.cvr(),
        amounts.of(f.spend()),
        amounts.orNull(f.cpa()),
        amounts.orNull(f.cpm()),
        amounts.of(f.revenue()),
        f.roi(margin));
  }

  private static Experiment experiment(Lift lift, double margin, Amounts amounts) {
    IncrementalRoi roi = lift.incrementalRoi(margin);
    Interval interval = lift.interval();
    return new Experiment(
        lift.treated().users(),
        lift.control().users(),
        lift.treated().converted(),
        lift.control().converted(),
        numberOrNull(lift.treated().conversion()),
        numberOrNull(lift.control().conversion()),
        interval == null ? null : List.of(interval.low(), interval.high()),
        amounts.of(lift.treated().revenue()),
        amounts.of(lift.control().revenue()),
        amounts.orNull(lift.incrementalRevenue()),
        roi == null ? null : roi.estimate(),
        roi == null ? null : List.of(roi.interval().low(), roi.interval().high()));
  }

  private static @Nullable Double numberOrNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
