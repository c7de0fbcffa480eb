package io.tierwise.campaign.allocation;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The Lagrangian dual D(prices) = sum over users of their best scores + prices' amounts, convex and
 * piecewise linear. Every value of it bounds the optimum from above. Exact for prices in the box
 * for which it was made, where only users near a breakpoint are looked at again. Sums are taken in
 * a fixed order, so that a run can be repeated exactly.
 */
final class DualFunction {
  private final AllocationProblem problem;
  private final Limits limits;
  private final double share;
  private final UserBlock[] blocks;
  private final long[] certain;
  private double certainValue;

  /** The value at some prices, the contacts by cell and how fast the value changes. */
  record Point(double[] prices, double value, long[] counts, double[] slope) {}

  /**
   * @param box null: for all prices
   * @param share of the users that are wanted; amounts are scaled to it
   */
  DualFunction(
      AllocationProblem problem,
      Limits limits,
      @Nullable PriceBox box,
      IntPredicate wanted,
      double share) {
    this.problem = problem;
    this.limits = limits;
    this.share = share;
    int count = (problem.users + UserBlock.USERS - 1) / UserBlock.USERS;
    this.blocks = new UserBlock[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            b ->
                blocks[b] =
                    new UserBlock(
                        problem,
                        limits,
                        b * UserBlock.USERS,
                        Math.min(problem.users, (b + 1) * UserBlock.USERS),
                        box,
                        wanted));
    this.certain = new long[limits.cells];
    for (UserBlock block : blocks) {
      add(certain, block.certain);
      certainValue += block.certainValue;
    }
  }

  Point at(double[] prices) {
    double[] toll = limits.tolls(prices);
    double[] scores = new double[blocks.length];
    long[][] parts = new long[blocks.length][];
    IntStream.range(0, blocks.length)
        .parallel()
        .forEach(
            b -> {
              long[] counts = new long[limits.cells];
              scores[b] =
                  blocks[b].respond(
                      toll, counts, new double[problem.campaigns], new int[problem.campaigns]);
              parts[b] = counts;
            });
    long[] counts = certain.clone();
    double value = certainValue + limits.worth(prices, share);
    for (int cell = 0; cell < counts.length; cell++) {
      value -= certain[cell] * toll[cell];
    }
    for (int b = 0; b < parts.length; b++) {
      value += scores[b];
      add(counts, parts[b]);
    }
    double[] slope = new double[limits.size];
    for (int k = 0; k < slope.length; k++) {
      slope[k] = limits.unit(k) * (limits.amount(k) * share - limits.used(k, counts));
    }
    return new Point(prices.clone(), value, counts, slope);
  }

  /** How many users may still change their mind. */
  int undecided() {
    return IntStream.range(0, blocks.length).map(b -> blocks[b].rows()).sum();
  }

  private static void add(long[] total, long[] part) {
    for (int i = 0; i < total.length; i++) {
      total[i] += part[i];
    }
  }
}
