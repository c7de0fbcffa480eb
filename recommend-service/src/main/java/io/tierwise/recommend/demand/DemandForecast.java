package io.tierwise.recommend.demand;

import java.util.Arrays;

/**
 * Orders a day in the days to come.
 *
 * <p>The level is the Teunter-Syntetos-Babai method for demand that comes now and then: the
 * probability of a day with orders and their number on such a day, each smoothed, so that an item
 * that nobody orders any more fades out (R. H. Teunter, A. A. Syntetos, M. Z. Babai, Intermittent
 * demand, 2011). Days of the week scale it: their share of all orders, drawn to 1 by as many days
 * as two weeks have. The smoothing is the one of {@link #ALPHAS} with the least error over the
 * history; the error that is told is measured after that on the last days, which the choice did not
 * see.
 */
public final class DemandForecast {
  private static final double[] ALPHAS = {0.02, 0.05, 0.1, 0.2};
  private static final int WEEK = 7;
  private static final double WEEKDAY_PRIOR = 2;
  private static final double NORMAL_80 = 1.2815515655446004;

  /** Fewer days than this are no history. */
  public static final int MIN_DAYS = 28;

  private final double[] perDay;
  private final double total;
  private final double low;
  private final double high;
  private final double meanAbsoluteError;
  private final double naiveError;

  private DemandForecast(
      double[] perDay, double low, double high, double meanAbsoluteError, double naiveError) {
    this.perDay = perDay;
    this.total = Arrays.stream(perDay).sum();
    this.low = low;
    this.high = high;
    this.meanAbsoluteError = meanAbsoluteError;
    this.naiveError = naiveError;
  }

  /**
   * @param orders of each day, oldest first, at least {@link #MIN_DAYS}; days without any are 0
   * @param firstWeekday 0..6 of the first day, whatever day 0 is
   * @param horizon days, at least 1
   */
  public static DemandForecast of(double[] orders, int firstWeekday, int horizon) {
    if (orders.length < MIN_DAYS || horizon < 1) {
      throw new IllegalArgumentException(orders.length + " days for " + horizon);
    }
    int test = Math.min(horizon, orders.length / 4);
    double[] past = Arrays.copyOf(orders, orders.length - test);
    double[] shown = predicted(past, firstWeekday, test, bestAlpha(past, firstWeekday));
    double error = 0;
    double naive = 0;
    for (int day = 0; day < test; day++) {
      double actual = orders[past.length + day];
      error += Math.abs(shown[day] - actual);
      naive += Math.abs(past[past.length - WEEK + day % WEEK] - actual);
    }
    double[] perDay = predicted(orders, firstWeekday, horizon, bestAlpha(orders, firstWeekday));
    double total = Arrays.stream(perDay).sum();
    double deviation = Math.sqrt(total * dispersion(orders, firstWeekday));
    return new DemandForecast(
        perDay,
        Math.max(0, total - NORMAL_80 * deviation),
        total + NORMAL_80 * deviation,
        error / test,
        naive / test);
  }

  /** Expected orders of each day to come. */
  public double[] perDay() {
    return perDay.clone();
  }

  /** Expected orders in all the days to come. */
  public double total() {
    return total;
  }

  /** The total lies above it nine times in ten, if days are independent of each other. */
  public double low() {
    return low;
  }

  /** See {@link #low}. */
  public double high() {
    return high;
  }

  /** Orders a day by which forecasts of the last days, made before them, were wrong. */
  public double meanAbsoluteError() {
    return meanAbsoluteError;
  }

  /** The same error of saying that a day is like the same day of the last week. */
  public double naiveError() {
    return naiveError;
  }

  private static double[] predicted(double[] past, int firstWeekday, int days, double alpha) {
    double[] weekdays = weekdays(past, firstWeekday);
    double level = levels(past, firstWeekday, weekdays, alpha)[past.length];
    double[] predicted = new double[days];
    for (int day = 0; day < days; day++) {
      predicted[day] = level * weekdays[(firstWeekday + past.length + day) % WEEK];
    }
    return predicted;
  }

  private static double bestAlpha(double[] past, int firstWeekday) {
    double[] weekdays = weekdays(past, firstWeekday);
    double best = ALPHAS[0];
    double least = Double.POSITIVE_INFINITY;
    for (double alpha : ALPHAS) {
      double[] levels = levels(past, firstWeekday, weekdays, alpha);
      double squares = 0;
      for (int day = 2 * WEEK; day < past.length; day++) {
        double expected = levels[day] * weekdays[(firstWeekday + day) % WEEK];
        squares += Math.pow(past[day] - expected, 2);
      }
      if (squares < least) {
        least = squares;
        best = alpha;
      }
    }
    return best;
  }

  /** The level before each day, and after the last one; it starts at the mean of two weeks. */
  private static double[] levels(double[] past, int firstWeekday, double[] weekdays, double alpha) {
    double busy = 0;
    double sum = 0;
    for (int day = 0; day < 2 * WEEK; day++) {
      busy += past[day] > 0 ? 1 : 0;
      sum += past[day];
    }
    double probability = busy / (2 * WEEK);
    double size = busy == 0 ? 1 : sum / busy;
    double[] levels = new double[past.length + 1];
    for (int day = 0; day < past.length; day++) {
      levels[day] = probability * size;
      double plain = past[day] / weekdays[(firstWeekday + day) % WEEK];
      probability += alpha * ((plain > 0 ? 1 : 0) - probability);
      size += plain > 0 ? alpha * (plain - size) : 0;
    }
    levels[past.length] = probability * size;
    return levels;
  }

  /** Mean 1 over a week of even demand; never 0. */
  private static double[] weekdays(double[] past, int firstWeekday) {
    double[] sums = new double[WEEK];
    int[] days = new int[WEEK];
    for (int day = 0; day < past.length; day++) {
      sums[(firstWeekday + day) % WEEK] += past[day];
      days[(firstWeekday + day) % WEEK]++;
    }
    double mean = Arrays.stream(past).sum() / past.length;
    double[] weekdays = new double[WEEK];
    for (int weekday = 0; weekday < WEEK; weekday++) {
      weekdays[weekday] =
          mean == 0 ? 1 : (sums[weekday] / mean + WEEKDAY_PRIOR) / (days[weekday] + WEEKDAY_PRIOR);
    }
    return weekdays;
  }

  /** Variance over mean, at least the 1 of a Poisson process. */
  private static double dispersion(double[] past, int firstWeekday) {
    double[] weekdays = weekdays(past, firstWeekday);
    double mean = 0;
    double squares = 0;
    for (int day = 0; day < past.length; day++) {
      double plain = past[day] / weekdays[(firstWeekday + day) % WEEK];
      mean += plain;
      squares += plain * plain;
    }
    mean /= past.length;
    return mean == 0 ? 1 : Math.max(1, (squares / past.length - mean * mean) / mean);
  }
}
