package io.tierwise.campaign.pace;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The price that a campaign puts on its money to make a day's budget last: a contact must be worth
 * more than that many times its cost. Of the opportunities of the recent past it is the quantile
 * above which as much would be spent as can be until the day ends, at the pace of the traffic. So
 * the best contacts are kept, whatever their values are distributed as, and every error of the
 * forecast is spread over the rest of the day.
 *
 * <p>The dual of the fractional knapsack that a day is; see S. Balseiro and Y. Gur, Learning in
 * Repeated Auctions with Budgets, Management Science 65, 2019, who reach it by gradient steps.
 *
 * <p>Each instance of the service learns from what it sees itself, and scales it by what was really
 * spent, by all of them, beside what it has accepted. Safe for threads.
 */
public final class PaceKeeper {
  private static final int REMEMBERED = 1024;
  private static final int LEAST = 32;
  private static final int ANEW_AFTER = 16;
  private final double[] ratio = new double[REMEMBERED];
  private final double[] cost = new double[REMEMBERED];
  private final double[] clock = new double[REMEMBERED];
  private final double[] accepted = new double[REMEMBERED];
  private final double[] spentBefore = new double[REMEMBERED];
  private long seen;
  private long pricedAt = -ANEW_AFTER;
  private double price;

  /**
   * An opportunity to spend.
   *
   * @param day any number that grows by one a day
   * @param shareGone of the day's traffic
   * @param spent of the campaign so far, in all, in micro-units
   * @param dayLeft of the day's budget, in micro-units
   * @param score value less shadow prices of the contact, in units of currency
   * @param micros its cost, in micro-units
   * @return whether the contact is worth its money today
   */
  public synchronized boolean accepts(
      long day, double shareGone, long spent, long dayLeft, double score, long micros) {
    if (micros == 0) {
      return true;
    }
    double now = day + shareGone;
    if (seen - pricedAt >= ANEW_AFTER) {
      price = price(now, shareGone, spent, dayLeft);
      pricedAt = seen;
    }
    double worth = score * 1e6 / micros;
    boolean accepts = worth > price;
    int slot = (int) (seen++ % REMEMBERED);
    ratio[slot] = worth;
    cost[slot] = micros;
    clock[slot] = now;
    accepted[slot] = accepts ? micros : 0;
    spentBefore[slot] = spent;
    return accepts;
  }

  /** Units of value for a unit of currency, 0 while there is enough for everyone. */
  public synchronized double price() {
    return price;
  }

  private double price(double now, double shareGone, long spent, long dayLeft) {
    int size = (int) Math.min(seen, REMEMBERED);
    if (size < LEAST) {
      return 0;
    }
    int oldest = seen <= REMEMBERED ? 0 : (int) (seen % REMEMBERED);
    double span = now - clock[oldest];
    if (!(span > 0)) {
      return price;
    }
    double own = Arrays.stream(accepted, 0, size).sum();
    double others = own > 0 ? Math.clamp((spent - spentBefore[oldest]) / own, 0.1, 100.0) : 1;
    double perShare = others * Arrays.stream(cost, 0, size).sum() / span;
    double wanted = dayLeft / (perShare * Math.max(1e-6, 1 - shareGone));
    return wanted >= 1 ? 0 : quantile(size, wanted);
  }

  /** The ratio above which the given share of the money lies. */
  private double quantile(int size, double share) {
    int[] best =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> ratio[i]).reversed())
            .mapToInt(i -> i)
            .toArray();
    double most = share * Arrays.stream(cost, 0, size).sum();
    double sum = 0;
    for (int i : best) {
      sum += cost[i];
      if (sum > most) {
        return ratio[i];
      }
    }
    return 0;
  }
}
