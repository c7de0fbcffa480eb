package io.tierwise.campaign.allocation;

import java.util.function.DoubleConsumer;

/**
 * Allocation by Lagrangian relaxation: prices on budgets and channels separate the users, whose
 * best answers are closed-form; the dual value bounds every plan; a repair makes the answers
 * feasible. The duality gap of such a problem vanishes as users grow, since at most about one user
 * for each limit is split in the linear relaxation.
 *
 * <p>M. L. Fisher, The Lagrangian Relaxation Method for Solving Integer Programming Problems,
 * Management Science 27, 1981. O(sweeps x campaigns x users x offers).
 */
public final class ShadowPriceAllocation {
  private static final int SWEEPS = 25;
  private static final double TOLERANCE = 1e-6;
  private static final double GOOD_GAP = 1e-3;
  private static final int SUBGRADIENT_STEPS = 80;

  /**
   * @param progress told about the share done, 0..1
   */
  public static AllocationPlan solve(AllocationProblem problem, DoubleConsumer progress) {
    DualMinimizer dual = new DualMinimizer(problem);
    dual.sweep(SWEEPS, TOLERANCE);
    progress.accept(0.6);
    AllocationPlan plan = Repair.plan(problem, dual.best(), dual.bestValue());
    if (plan.gap() > GOOD_GAP) {
      dual.subgradient(SUBGRADIENT_STEPS, plan.primal());
      dual.sweep(SWEEPS, TOLERANCE);
      AllocationPlan second = Repair.plan(problem, dual.best(), dual.bestValue());
      plan = second.primal() > plan.primal() ? second : plan.withBound(dual.bestValue());
    }
    progress.accept(1);
    return plan;
  }

  private ShadowPriceAllocation() {}
}
