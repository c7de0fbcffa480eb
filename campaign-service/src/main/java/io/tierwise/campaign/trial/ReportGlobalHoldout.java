package io.tierwise.campaign.trial;

import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.statistics.Difference;
import io.tierwise.statistics.Interval;
import io.tierwise.statistics.NewcombeInterval;
import io.tierwise.statistics.Sample;
import io.tierwise.statistics.SampleRatio;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What all campaigns together cause: everybody against those whom none may contact. */
public final class ReportGlobalHoldout {
  private static final double ALPHA = 0.05;
  private final HoldoutAssignment holdout;
  private final PeriodSpend spend;

  public ReportGlobalHoldout(HoldoutAssignment holdout, PeriodSpend spend) {
    this.holdout = holdout;
    this.spend = spend;
  }

  /**
   * @param sampleRatio probability that chance alone puts the sizes so far off the share
   * @param revenue per user, with the spend before taken out (CUPED); null without both arms
   */
  public record Report(
      Instant from,
      Instant to,
      double share,
      long reached,
      long heldOut,
      double reachedConversion,
      double heldOutConversion,
      @Nullable Interval conversion,
      @Nullable Double revenueDifference,
      @Nullable Interval revenue,
      double sampleRatio) {}

  public Report report(Instant from, Instant to) {
    Arm reached = new Arm();
    Arm heldOut = new Arm();
    spend.forEach(
        from.minus(Duration.between(from, to)),
        from,
        to,
        (user, orders, revenue, before) ->
            (holdout.holdsOut(user) ? heldOut : reached).add(orders, revenue, before));
    boolean both = reached.users() > 1 && heldOut.users() > 1;
    Difference difference = both ? Difference.cuped(reached.spend, heldOut.spend) : null;
    return new Report(
        from,
        to,
        holdout.share(),
        reached.users(),
        heldOut.users(),
        reached.conversion(),
        heldOut.conversion(),
        both
            ? NewcombeInterval.ofDifferenceAt(
                ALPHA, reached.converted, reached.users(), heldOut.converted, heldOut.users())
            : null,
        difference == null ? null : difference.estimate(),
        difference == null ? null : difference.interval(ALPHA),
        SampleRatio.pValue(
            new long[] {reached.users(), heldOut.users()},
            new double[] {1 - holdout.share(), holdout.share()}));
  }

  private static final class Arm {
    private Sample spend = Sample.EMPTY;
    private long converted;

    private void add(long orders, double revenue, double before) {
      spend = spend.plus(revenue, before);
      converted += orders > 0 ? 1 : 0;
    }

    private long users() {
      return spend.count();
    }

    private double conversion() {
      return users() == 0 ? 0 : (double) converted / users();
    }
  }
}
