package io.tierwise.campaign.allocation;

import java.util.Random;

/** Random allocation problems, and the optimum of small ones by trying everything. */
final class Instances {
  /** Two offers a campaign, so that choosing a variant matters. */
  static AllocationProblem random(
      long seed, int users, int campaigns, int limit, double tightness) {
    Random random = new Random(seed);
    int offers = 2 * campaigns;
    int[] campaignOf = new int[offers];
    int[] channelOf = new int[offers];
    long[] cost = new long[offers];
    for (int o = 0; o < offers; o++) {
      campaignOf[o] = o / 2;
      channelOf[o] = random.nextInt(2);
      cost[o] = random.nextInt(8) == 0 ? 0 : 10_000L * (1 + random.nextInt(20));
    }
    long[] budget = new long[campaigns];
    for (int c = 0; c < campaigns; c++) {
      budget[c] = (long) (tightness * users * 100_000 * random.nextDouble());
    }
    long[] capacity = {
      (long) Math.ceil(users * tightness * random.nextDouble() * 2), AllocationProblem.UNLIMITED
    };
    int[] limits = new int[users];
    java.util.Arrays.fill(limits, limit);
    AllocationProblem problem =
        new AllocationProblem(campaignOf, channelOf, cost, budget, capacity, limits, seed);
    for (int u = 0; u < users; u++) {
      for (int o = 0; o < offers; o++) {
        if (random.nextInt(5) > 0) {
          problem.candidate(u, o, random.nextGaussian() * 0.3 + 0.2);
        }
      }
      if (random.nextInt(8) == 0) {
        problem.holdOut(u, random.nextInt(campaigns));
      }
    }
    return problem;
  }

  /** Tries every combination, user by user. */
  static double optimum(AllocationProblem p) {
    return best(p, 0, 0, 0, new long[p.campaigns], new long[p.channels]);
  }

  private static double best(
      AllocationProblem p, int user, int campaign, int taken, long[] spend, long[] contacts) {
    if (user == p.users) {
      return 0;
    }
    if (campaign == p.campaigns) {
      return best(p, user + 1, 0, 0, spend, contacts);
    }
    double best = best(p, user, campaign + 1, taken, spend, contacts);
    if (taken == p.limit[user] || p.heldOut[user * p.campaigns + campaign]) {
      return best;
    }
    for (int o = p.campaignStart[campaign]; o < p.campaignStart[campaign + 1]; o++) {
      int h = p.offerChannel[o];
      double v = p.valueOf(user, o);
      if (v > 0
          && spend[campaign] + p.cost[o] <= p.budget[campaign]
          && contacts[h] < p.capacity[h]) {
        spend[campaign] += p.cost[o];
        contacts[h]++;
        best = Math.max(best, v + best(p, user, campaign + 1, taken + 1, spend, contacts));
        spend[campaign] -= p.cost[o];
        contacts[h]--;
      }
    }
    return best;
  }

  private Instances() {}
}
