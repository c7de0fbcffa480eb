package io.tierwise.campaign.allocation;

import java.util.function.DoubleConsumer;

/**
 * Allocation by Lagrangian relaxation: prices on budgets and channels separate the users, whose
 * best answers are closed-form; the dual value bounds every plan; a repair makes the answers
 * feasible. The duality gap of such a problem vanishes as users grow, since at most about one user
 * for each limit is split in the linear relaxation.
 *
 * <p>M. L. Fisher, The Lagrangian Relaxation Method for Solving Integer Programming Problems,
 * Management Science 27, 1981. A few passes over users x offers.
 */
public final class ShadowPriceAllocation {
  private static final double PRICED = 0.6;
  private static final double GOOD_GAP = 1e-4;

  /**
   * @param progress told about the share done, 0..1
   */
  public static AllocationPlan solve(AllocationProblem problem, DoubleConsumer progress) {
    Limits limits = new Limits(problem);
    PriceSearch search = new PriceSearch(problem, limits);
    double[] prices = search.find();
    progress.accept(PRICED);
    AllocationPlan plan = Repair.plan(problem, limits, prices);
    if (plan.gap() > GOOD_GAP) {
      double[] others = search.lookOn(prices, plan.primal());
      plan = plan.orBetter(Repair.plan(problem, limits, others));
    }
    progress.accept(1);
    return plan;
  }

  private ShadowPriceAllocation() {}
}
