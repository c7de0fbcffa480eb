package io.tierwise.campaign.adapter.web;

import static io.tierwise.campaign.adapter.web.ReportView.bounds;

import io.tierwise.campaign.experiment.IncrementalRoi;
import io.tierwise.campaign.experiment.Lift;
import io.tierwise.campaign.report.Later;
import io.tierwise.campaign.report.Trial;
import io.tierwise.starter.web.Money;
import io.tierwise.statistics.Difference;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The experiment of a campaign.
 *
 * @param treated users whom the prices chose and who were contacted
 * @param control held-out users whom the same prices would have chosen
 * @param treatedConversion share with an order within the window, whatever it is attributed to
 * @param incrementalRevenueInterval 95 %, Welch
 * @param incrementalRoi (margin x what the contacts caused - their cost) / their cost
 * @param incrementalRoiInterval 95 %, Welch
 * @param liftInterval 95 % of the difference of conversions, Newcombe 1998; null without an arm
 */
record TrialView(
    String campaignId,
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
    @Nullable List<Double> incrementalRevenueInterval,
    @Nullable Double incrementalRoi,
    @Nullable List<Double> incrementalRoiInterval,
    List<LaterView> later) {

  /**
   * What became of those whose decision is that many days ago.
   *
   * @param treatedRetention share with an order in the last 30 of the days
   * @param retentionInterval 95 % of the difference, Newcombe
   * @param treatedValueChange what a user spent in the days after less in as many before, on
   *     average
   * @param valueChange of the treated less that of the held-out
   * @param valueChangeInterval 95 %, Welch
   */
  record LaterView(
      int days,
      long treated,
      long control,
      @Nullable Double treatedRetention,
      @Nullable Double controlRetention,
      @Nullable List<Double> retentionInterval,
      @Nullable Money treatedValueChange,
      @Nullable Money controlValueChange,
      @Nullable Money valueChange,
      @Nullable List<Double> valueChangeInterval) {}

  static TrialView of(Trial trial, double margin, Amounts amounts) {
    Lift lift = trial.lift();
    IncrementalRoi roi = lift.incrementalRoi(margin);
    return new TrialView(
        trial.campaignId(),
        lift.treated().users(),
        lift.control().users(),
        lift.treated().converted(),
        lift.control().converted(),
        numberOrNull(lift.treated().conversion()),
        numberOrNull(lift.control().conversion()),
        bounds(lift.interval()),
        amounts.of(lift.treated().revenue()),
        amounts.of(lift.control().revenue()),
        amounts.orNull(lift.incrementalRevenue()),
        bounds(lift.incrementalRevenueInterval()),
        roi == null ? null : roi.estimate(),
        roi == null ? null : bounds(roi.interval()),
        trial.later().stream().map(later -> later(later, amounts)).toList());
  }

  private static LaterView later(Later later, Amounts amounts) {
    Difference change = later.valueChange();
    return new LaterView(
        later.days(),
        later.treated().users(),
        later.control().users(),
        later.treated().retention(),
        later.control().retention(),
        bounds(later.retentionInterval()),
        money(later.treated().meanChange(), amounts),
        money(later.control().meanChange(), amounts),
        money(change == null ? null : change.estimate(), amounts),
        bounds(later.valueInterval()));
  }

  private static @Nullable Money money(@Nullable Double units, Amounts amounts) {
    return units == null
        ? null
        : Money.of(
            BigDecimal.valueOf(units).setScale(2, RoundingMode.HALF_EVEN), amounts.currency());
  }

  private static @Nullable Double numberOrNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
