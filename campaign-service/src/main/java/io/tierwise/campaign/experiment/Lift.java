package io.tierwise.campaign.experiment;

import io.tierwise.campaign.money.Money;
import org.jspecify.annotations.Nullable;

/** The treated against the held-out whom the same rule would have treated. */
public record Lift(ArmOutcome treated, ArmOutcome control) {
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
}
