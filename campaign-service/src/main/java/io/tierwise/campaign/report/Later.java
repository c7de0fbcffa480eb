package io.tierwise.campaign.report;

import io.tierwise.statistics.Difference;
import io.tierwise.statistics.Interval;
import io.tierwise.statistics.NewcombeInterval;
import io.tierwise.statistics.Sample;
import org.jspecify.annotations.Nullable;

/**
 * What became of those of whom it can be known already: whose decision is that many days ago.
 *
 * @param days 30, 60 or 90
 */
public record Later(int days, Arm treated, Arm control) {
  public static final int[] HORIZONS = {30, 60, 90};
  private static final double ALPHA = 0.05;

  /**
   * @param users whose decision is long enough ago
   * @param returned with an order in the last 30 of the days
   * @param change sum over users of what they spent in the days after less in as many before, in
   *     units of currency
   * @param changeSquares sum of its squares
   */
  public record Arm(long users, long returned, double change, double changeSquares) {
    public static final Arm EMPTY = new Arm(0, 0, 0, 0);

    Arm plus(Arm other) {
      return new Arm(
          users + other.users,
          returned + other.returned,
          change + other.change,
          changeSquares + other.changeSquares);
    }

    /** Null without users. */
    public @Nullable Double retention() {
      return users == 0 ? null : (double) returned / users;
    }

    /** Per user; null without users. */
    public @Nullable Double meanChange() {
      return users == 0 ? null : change / users;
    }
  }

  Later plus(Later other) {
    return new Later(days, treated.plus(other.treated), control.plus(other.control));
  }

  /** 95 %, Newcombe; null while an arm is empty. */
  public @Nullable Interval retentionInterval() {
    return treated.users == 0 || control.users == 0
        ? null
        : NewcombeInterval.ofDifference(
            treated.returned, treated.users, control.returned, control.users);
  }

  /** Change of the treated less that of the control, per user, Welch; null below two users. */
  public @Nullable Difference valueChange() {
    if (Math.min(treated.users, control.users) < 2) {
      return null;
    }
    return Difference.welch(
        Sample.of(treated.users, treated.change, treated.changeSquares),
        Sample.of(control.users, control.change, control.changeSquares));
  }

  /** 95 %. */
  public @Nullable Interval valueInterval() {
    Difference difference = valueChange();
    return difference == null ? null : difference.interval(ALPHA);
  }
}
