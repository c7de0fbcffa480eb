package io.tierwise.campaign.allocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everything that is limited, in one form: use &lt;= amount, in whole micro-units of money or
 * contacts. A minimum is the same with both sides negative. What a plan uses follows exactly from
 * how many contacts of each offer it makes in each group of users: the <i>counts</i>, in rows of
 * offers by group.
 */
final class Limits {
  private static final double MICRO = 1e-6;
  private final AllocationProblem problem;
  private final List<Limit> all = new ArrayList<>();
  final int size;
  final int cells;

  /** Cells that a limit counts, how much each contact of them uses, and how much there is. */
  private record Limit(long amount, double unit, long[] use) {}

  Limits(AllocationProblem problem) {
    this.problem = problem;
    this.cells = problem.minimum.length * problem.offers;
    for (int c = 0; c < problem.campaigns; c++) {
      int campaign = c;
      add(problem.budget[c], MICRO, (_, o) -> problem.offerCampaign[o] == campaign ? cost(o) : 0);
    }
    for (int h = 0; h < problem.channels; h++) {
      int channel = h;
      if (problem.capacity[h] != AllocationProblem.UNLIMITED) {
        add(problem.capacity[h], 1, (_, o) -> problem.offerChannel[o] == channel ? 1 : 0);
      }
    }
    if (problem.totalBudget != AllocationProblem.UNLIMITED) {
      add(problem.totalBudget, MICRO, (_, o) -> cost(o));
    }
    for (int g = 0; g < problem.minimum.length; g++) {
      int group = g;
      if (problem.minimum[g] > 0) {
        add(-problem.minimum[g], MICRO, (of, o) -> of == group ? -cost(o) : 0);
      }
    }
    this.size = all.size();
  }

  private interface Use {
    long of(int group, int offer);
  }

  private void add(long amount, double unit, Use use) {
    long[] uses = new long[cells];
    for (int cell = 0; cell < cells; cell++) {
      uses[cell] = use.of(cell / problem.offers, cell % problem.offers);
    }
    all.add(new Limit(amount, unit, uses));
  }

  private long cost(int offer) {
    return problem.cost[offer];
  }

  int ofChannel(int channel) {
    if (problem.capacity[channel] == AllocationProblem.UNLIMITED) {
      return -1;
    }
    int at = problem.campaigns;
    for (int h = 0; h < channel; h++) {
      at += problem.capacity[h] == AllocationProblem.UNLIMITED ? 0 : 1;
    }
    return at;
  }

  int ofTotal() {
    long minima = Arrays.stream(problem.minimum).filter(m -> m > 0).count();
    return problem.totalBudget == AllocationProblem.UNLIMITED ? -1 : size - (int) minima - 1;
  }

  int ofGroup(int group) {
    if (problem.minimum[group] == 0) {
      return -1;
    }
    long after = Arrays.stream(problem.minimum).skip(group).filter(m -> m > 0).count();
    return size - (int) after;
  }

  boolean isMinimum(int limit) {
    return all.get(limit).amount < 0;
  }

  long amount(int limit) {
    return all.get(limit).amount;
  }

  /** How much a contact in this cell uses of the limit. */
  long use(int limit, int cell) {
    return all.get(limit).use[cell];
  }

  /** Units of currency, or contacts, for one of what is counted. */
  double unit(int limit) {
    return all.get(limit).unit;
  }

  long used(int limit, long[] counts) {
    long[] use = all.get(limit).use;
    long sum = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      sum += counts[cell] * use[cell];
    }
    return sum;
  }

  /** What a contact of each cell pays at these prices. */
  double[] tolls(double[] prices) {
    double[] tolls = new double[cells];
    for (int k = 0; k < size; k++) {
      Limit limit = all.get(k);
      double price = prices[k] * limit.unit;
      for (int cell = 0; cell < cells && price != 0; cell++) {
        tolls[cell] += price * limit.use[cell];
      }
    }
    return tolls;
  }

  /** What the limits themselves are worth at these prices, scaled to a sample of the users. */
  double worth(double[] prices, double share) {
    double sum = 0;
    for (int k = 0; k < size; k++) {
      sum += prices[k] == 0 ? 0 : prices[k] * all.get(k).unit * all.get(k).amount * share;
    }
    return sum;
  }
}
