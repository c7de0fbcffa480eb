package io.tierwise.campaign.experiment;

import io.tierwise.campaign.money.Money;
import io.tierwise.statistics.Sample;

/**
 * What the users of one arm did within the window after their decision, whatever showed or did not
 * show: counted alike for both arms.
 *
 * @param users in the arm
 * @param converted users with at least one order
 * @param revenue of all their orders, less refunds
 * @param revenueSquares sum over users of the square of each one's revenue, in units of currency
 */
public record ArmOutcome(long users, long converted, Money revenue, double revenueSquares) {
  public ArmOutcome {
    if (users < 0 || converted < 0 || converted > users) {
      throw new IllegalArgumentException(converted + " of " + users);
    }
  }

  Sample revenuePerUser() {
    return Sample.of(users, revenue.units(), revenueSquares);
  }

  ArmOutcome plus(ArmOutcome other) {
    return new ArmOutcome(
        users + other.users,
        converted + other.converted,
        revenue.plus(other.revenue),
        revenueSquares + other.revenueSquares);
  }

  /** NaN for an empty arm. */
  public double conversion() {
    return users == 0 ? Double.NaN : (double) converted / users;
  }
}
