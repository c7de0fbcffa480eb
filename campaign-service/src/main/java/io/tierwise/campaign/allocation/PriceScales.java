package io.tierwise.campaign.allocation;

import java.util.stream.IntStream;

/** Which prices are thinkable: the highest, above which nobody takes part, and an average one. */
final class PriceScales {
  final double[] highest;
  final double[] usual;

  /** Of the positive values of a cell. */
  private static final class Values {
    final double[] most;
    final double[] sum;
    final long[] count;

    Values(int cells) {
      most = new double[cells];
      sum = new double[cells];
      count = new long[cells];
    }
  }

  PriceScales(AllocationProblem p, Limits limits) {
    Values values = values(p, limits.cells);
    double ratio = 0;
    double most = 0;
    double costliest = 0;
    for (int cell = 0; cell < limits.cells; cell++) {
      double cost = p.costUnits[cell % p.offers];
      most = Math.max(most, values.most[cell]);
      costliest = Math.max(costliest, cost);
      ratio = cost > 0 ? Math.max(ratio, values.most[cell] / cost) : ratio;
    }
    boolean anyMinimum = IntStream.range(0, limits.size).anyMatch(limits::isMinimum);
    // Missing a minimum by one unit is worse than anything a unit can earn.
    double penalty = anyMinimum ? 2 * ratio + 2 : 0;
    highest = new double[limits.size];
    usual = new double[limits.size];
    for (int k = 0; k < limits.size; k++) {
      boolean money = limits.unit(k) != 1;
      highest[k] =
          limits.isMinimum(k)
              ? penalty
              : 1.01 * (money ? ratio + penalty : most + penalty * costliest) + 1e-9;
      usual[k] = usual(values, limits, k, highest[k]);
    }
  }

  private static double usual(Values values, Limits limits, int k, double highest) {
    double value = 0;
    double use = 0;
    for (int cell = 0; cell < limits.cells; cell++) {
      if (limits.use(k, cell) != 0) {
        value += values.sum[cell];
        use += values.count[cell] * Math.abs(limits.use(k, cell)) * limits.unit(k);
      }
    }
    return use > 0 && value > 0 ? Math.min(highest, value / use) : highest / 10 + 1e-12;
  }

  private static Values values(AllocationProblem p, int cells) {
    int blocks = (p.users + UserBlock.USERS - 1) / UserBlock.USERS;
    Values[] parts = new Values[blocks];
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            b -> {
              Values part = new Values(cells);
              int end = Math.min(p.users, (b + 1) * UserBlock.USERS);
              for (int u = b * UserBlock.USERS; u < end; u++) {
                for (int o = 0; o < p.offers; o++) {
                  double v = p.value[u * p.offers + o];
                  if (v > 0) {
                    int cell = p.group[u] * p.offers + o;
                    part.most[cell] = Math.max(part.most[cell], v);
                    part.sum[cell] += v;
                    part.count[cell]++;
                  }
                }
              }
              parts[b] = part;
            });
    Values all = new Values(cells);
    for (Values part : parts) {
      for (int cell = 0; cell < cells; cell++) {
        all.most[cell] = Math.max(all.most[cell], part.most[cell]);
        all.sum[cell] += part.sum[cell];
        all.count[cell] += part.count[cell];
      }
    }
    return all;
  }
}
