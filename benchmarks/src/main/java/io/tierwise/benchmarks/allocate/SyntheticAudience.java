package io.tierwise.benchmarks.allocate;

import io.tierwise.campaign.allocation.AllocationProblem;
import java.util.Arrays;
import java.util.Random;

/**
 * Users and ten offers: five campaigns of two variants with a budget each, three channels of which
 * two are limited, two contacts for a user. Values as the service makes them: rate x margin x order
 * value - cost.
 *
 * @param value of user (row) and offer (column), in units of currency
 */
record SyntheticAudience(int users, double[] value, long[] budget, long[] capacity) {
  static final int OFFERS = 10;
  static final int CONTACTS = 2;
  static final int[] CAMPAIGN = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4};
  static final int[] CHANNEL = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0};
  static final long[] COST = {
    20_000, 60_000, 30_000, 50_000, 10_000, 80_000, 40_000, 70_000, 20_000, 30_000
  };
  private static final double MARGIN = 0.4;
  private static final double MICROS = 1e6;

  static SyntheticAudience of(int users, long seed) {
    Random random = new Random(seed);
    double[] value = new double[users * OFFERS];
    for (int u = 0; u < users; u++) {
      double order = 40 * Math.exp(0.6 * random.nextGaussian());
      for (int o = 0; o < OFFERS; o++) {
        double rate = 0.004 * (1 + o % 3) * Math.exp(0.5 * random.nextGaussian());
        value[u * OFFERS + o] = rate * MARGIN * order - COST[o] / MICROS;
      }
    }
    long[] budget = new long[5];
    for (int c = 0; c < budget.length; c++) {
      budget[c] = users * (2_000L + 2_000L * c);
    }
    return new SyntheticAudience(
        users, value, budget, new long[] {users / 4, AllocationProblem.UNLIMITED, users / 5});
  }

  AllocationProblem problem() {
    int[] limits = new int[users];
    Arrays.fill(limits, CONTACTS);
    AllocationProblem problem =
        new AllocationProblem(CAMPAIGN, CHANNEL, COST, budget, capacity, limits, 1);
    for (int u = 0; u < users; u++) {
      for (int o = 0; o < OFFERS; o++) {
        problem.candidate(u, o, value[u * OFFERS + o]);
      }
    }
    return problem;
  }
}
