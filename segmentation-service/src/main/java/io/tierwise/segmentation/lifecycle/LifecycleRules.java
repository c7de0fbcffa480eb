package io.tierwise.segmentation.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the stages. A customer's interval is the mean time between its orders if at least
 * two such times are known, times in which it had lapsed left out; else it is the shop's.
 *
 * @param atRiskFactor intervals since the last order after which a customer is at risk
 * @param lapsedFactor intervals after which it has lapsed; the next order then wins it back
 * @param loyalOrders orders from which on a customer is loyal
 * @param shop the interval of customers without their own
 */
public record LifecycleRules(
    double atRiskFactor, double lapsedFactor, int loyalOrders, Duration shop) {
  private static final int OWN_FROM = 2;
  private static final Duration SHORTEST = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(365);

  public LifecycleRules {
    if (!(atRiskFactor > 0 && lapsedFactor > atRiskFactor && lapsedFactor <= 100)) {
      throw new IllegalArgumentException(
          "lapsedFactor: " + lapsedFactor + " is not above atRiskFactor " + atRiskFactor);
    }
    if (loyalOrders < 2) {
      throw new IllegalArgumentException("loyalOrders: " + loyalOrders + " is below 2");
    }
    shop = bounded(shop);
  }

  /**
   * A customer at one instant.
   *
   * @param since when the stage began; null for a prospect
   * @param interval null for a prospect
   * @param own whether the interval is the customer's own
   * @param next the stage that comes if nothing happens; null where none does
   * @param nextAt when
   */
  public record Standing(
      Stage stage,
      @Nullable Instant since,
      int orders,
      @Nullable Instant lastOrderAt,
      @Nullable Duration interval,
      boolean own,
      @Nullable Stage next,
      @Nullable Instant nextAt) {}

  private static final Standing PROSPECT =
      new Standing(Stage.PROSPECT, null, 0, null, null, false, null, null);

  /**
   * @param orderTimes ascending; those after {@code now} are not known yet
   */
  public Standing standing(List<Instant> orderTimes, Instant now) {
    int orders = 0;
    int gaps = 0;
    Duration sum = Duration.ZERO;
    Instant last = null;
    boolean wonBack = false;
    for (Instant at : orderTimes) {
      if (at.isAfter(now)) {
        break;
      }
      if (last != null) {
        Duration gap = Duration.between(last, at);
        wonBack = gap.compareTo(times(interval(gaps, sum), lapsedFactor)) > 0;
        if (!wonBack) {
          gaps++;
          sum = sum.plus(gap);
        }
      }
      orders++;
      last = at;
    }
    if (last == null) {
      return PROSPECT;
    }
    Duration interval = interval(gaps, sum);
    Instant risk = last.plus(times(interval, atRiskFactor));
    Instant lapse = last.plus(times(interval, lapsedFactor));
    boolean own = gaps >= OWN_FROM;
    if (!now.isBefore(lapse)) {
      return new Standing(Stage.LAPSED, lapse, orders, last, interval, own, null, null);
    }
    if (!now.isBefore(risk)) {
      return new Standing(Stage.AT_RISK, risk, orders, last, interval, own, Stage.LAPSED, lapse);
    }
    Stage stage =
        wonBack
            ? Stage.WON_BACK
            : orders == 1 ? Stage.NEW : orders < loyalOrders ? Stage.ACTIVE : Stage.LOYAL;
    return new Standing(stage, last, orders, last, interval, own, Stage.AT_RISK, risk);
  }

  private Duration interval(int gaps, Duration sum) {
    return gaps < OWN_FROM ? shop : bounded(sum.dividedBy(gaps));
  }

  private static Duration bounded(Duration interval) {
    return interval.compareTo(SHORTEST) < 0
        ? SHORTEST
        : interval.compareTo(LONGEST) > 0 ? LONGEST : interval;
  }

  /** To the microsecond, as the database keeps instants. */
  private static Duration times(Duration interval, double factor) {
    return Duration.ofNanos(Math.round(interval.toNanos() / 1000.0 * factor) * 1000);
  }
}
