package io.tierwise.campaign.allocation;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The Lagrangian dual D(lambda, mu) = sum over users of their best scores + lambda' budget + mu'
 * capacity. Every value of it bounds the optimum from above. Evaluated in parallel over blocks of
 * users; sums are taken in a fixed order, so that a run can be repeated exactly. O(users x offers).
 */
final class DualFunction {
  private static final int BLOCK = 2048;
  private final AllocationProblem problem;
  private final int blocks;

  DualFunction(AllocationProblem problem) {
    this.problem = problem;
    this.blocks = (problem.users + BLOCK - 1) / BLOCK;
  }

  /** The value of the dual and what the users' choices would use. */
  static final class Point {
    double value;
    final long[] spend;
    final long[] contacts;

    Point(int campaigns, int channels) {
      spend = new long[campaigns];
      contacts = new long[channels];
    }
  }

  Point at(Prices prices) {
    AllocationProblem p = problem;
    Point[] parts = new Point[blocks];
    eachBlock(
        block -> {
          Point part = new Point(p.campaigns, p.channels);
          UserChoice choice = new UserChoice(p);
          int end = end(block);
          for (int u = block * BLOCK; u < end; u++) {
            choice.choose(u, prices, UserChoice.NONE);
            for (int i = 0; i < choice.count; i++) {
              int o = choice.offer[i];
              part.value += choice.score[i];
              part.spend[p.offerCampaign[o]] += p.cost[o];
              part.contacts[p.offerChannel[o]]++;
            }
          }
          parts[block] = part;
        });
    Point total = new Point(p.campaigns, p.channels);
    for (Point part : parts) {
      total.value += part.value;
      add(total.spend, part.spend);
      add(total.contacts, part.contacts);
    }
    for (int c = 0; c < p.campaigns; c++) {
      total.value += prices.campaign[c] * (p.budget[c] / 1e6);
    }
    for (int h = 0; h < p.channels; h++) {
      if (prices.channel[h] > 0) {
        total.value += prices.channel[h] * p.capacity[h];
      }
    }
    return total;
  }

  /**
   * What each user gives up for a contact of this campaign: the score that it would push out, or 0
   * where there is still room. It does not depend on the campaign's own price.
   */
  double[] displacedBy(int campaign, Prices prices) {
    AllocationProblem p = problem;
    double[] displaced = new double[p.users];
    Prices others = prices.copy();
    // Prices the campaign out: its scores become -infinity, or NaN where an offer costs nothing.
    others.campaign[campaign] = Double.POSITIVE_INFINITY;
    eachBlock(
        block -> {
          UserChoice choice = new UserChoice(p);
          int end = end(block);
          for (int u = block * BLOCK; u < end; u++) {
            if (p.limit[u] == 0 || p.heldOut[u * p.campaigns + campaign]) {
              displaced[u] = Double.POSITIVE_INFINITY;
              continue;
            }
            choice.choose(u, others, UserChoice.NONE);
            displaced[u] = choice.count < p.limit[u] ? 0 : choice.score[choice.count - 1];
          }
        });
    return displaced;
  }

  /** What the campaign would spend at this price of its own, others as given. */
  long spendOf(int campaign, double price, double[] displaced, Prices prices) {
    AllocationProblem p = problem;
    long[] parts = new long[blocks];
    eachBlock(
        block -> {
          long spend = 0;
          int end = end(block);
          for (int u = block * BLOCK; u < end; u++) {
            double best = displaced[u];
            long cost = 0;
            int row = u * p.offers;
            for (int o = p.campaignStart[campaign]; o < p.campaignStart[campaign + 1]; o++) {
              double s =
                  p.value[row + o] - price * p.costUnits[o] - prices.channel[p.offerChannel[o]];
              if (s > best) {
                best = s;
                cost = p.cost[o];
              }
            }
            spend += cost;
          }
          parts[block] = spend;
        });
    return IntStream.range(0, blocks).mapToLong(b -> parts[b]).sum();
  }

  private int end(int block) {
    return Math.min(problem.users, (block + 1) * BLOCK);
  }

  private void eachBlock(IntConsumer work) {
    IntStream.range(0, blocks).parallel().forEach(work);
  }

  private static void add(long[] total, long[] part) {
    for (int i = 0; i < total.length; i++) {
      total[i] += part[i];
    }
  }
}
