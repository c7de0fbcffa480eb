package io.tierwise.campaign.experiment;

import io.tierwise.campaign.money.Money;
import io.tierwise.statistics.Difference;
import io.tierwise.statistics.Interval;
import io.tierwise.statistics.NewcombeInterval;
import org.jspecify.annotations.Nullable;

/**
 * The treated against the held-out whom the same rule would have treated.
 *
 * @param treatedSpend on contacts of the treated
 */
public record Lift(ArmOutcome treated, ArmOutcome control, Money treatedSpend) {
  private static final double ALPHA = 0.05;

  /** Of treated less control conversion; null while an arm is empty. */
  public @Nullable Interval interval() {
    return treated.users() == 0 || control.users() == 0
        ? null
        : NewcombeInterval.ofDifference(
            treated.converted(), treated.users(), control.converted(), control.users());
  }

  /** Revenue of the treated beyond what as many control users bring; null while an arm is empty. */
  public @Nullable Money incrementalRevenue() {
    if (treated.users() == 0 || control.users() == 0) {
      return null;
    }
    double expected = (double) control.revenue().micros() * treated.users() / control.users();
    return new Money(treated.revenue().micros() - Math.round(expected));
  }

  /** 95 %, Welch, in units of currency; null while an arm has fewer than two users. */
  public @Nullable Interval incrementalRevenueInterval() {
    return Math.min(treated.users(), control.users()) < 2
        ? null
        : Difference.welch(treated.revenuePerUser(), control.revenuePerUser())
            .interval(ALPHA)
            .times(treated.users());
  }

  /** Of the users of both. */
  public Lift plus(Lift other) {
    return new Lift(
        treated.plus(other.treated),
        control.plus(other.control),
        treatedSpend.plus(other.treatedSpend));
  }

  /**
   * What the treated earned beyond what they cost, counting only what the contacts caused; null
   * while an arm has fewer than two users or nothing was spent.
   *
   * @param margin share of revenue that is earned, 0..1
   */
  public @Nullable IncrementalRoi incrementalRoi(double margin) {
    return Math.min(treated.users(), control.users()) < 2 || treatedSpend.micros() <= 0
        ? null
        : IncrementalRoi.of(
            treated.revenuePerUser(),
            control.revenuePerUser(),
            margin,
            treatedSpend.units(),
            ALPHA);
  }
}
