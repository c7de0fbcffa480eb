package io.tierwise.campaign.run;

import io.tierwise.campaign.affinity.AffinityTable;
import io.tierwise.campaign.allocation.AllocationPlan;
import io.tierwise.campaign.allocation.AllocationProblem;
import io.tierwise.campaign.allocation.ShadowPriceAllocation;
import io.tierwise.campaign.lifecycle.Campaign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Solves the campaigns of the highest priority by themselves, then those of the next with what is
 * left of users, channels and money. Campaigns of one priority, as all are by themselves, are one
 * problem.
 */
final class SolvePriorities {
  private final AllocationRequest request;
  private final List<Campaign> campaigns;
  private final List<Column> columns;
  private final Candidates candidates;
  private final RunLimits limits;
  private final ProblemBuilder builder;
  private final List<Integer> priorities;

  SolvePriorities(
      AllocationRequest request,
      List<Campaign> campaigns,
      List<Column> columns,
      Candidates candidates,
      RunLimits limits,
      ProblemBuilder builder) {
    this.request = request;
    this.campaigns = campaigns;
    this.columns = columns;
    this.candidates = candidates;
    this.limits = limits;
    this.builder = builder;
    this.priorities =
        campaigns.stream()
            .map(campaign -> campaign.plan().priority())
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
  }

  int priorities() {
    return priorities.size();
  }

  /** All campaigns as if they had one priority. */
  AllocationProblem whole(long[] budgets, AffinityTable affinities, double[] means) {
    return builder.build(request, limits, untouched(), _ -> true, budgets, affinities, means);
  }

  private Remaining untouched() {
    return new Remaining(limits, candidates, request.totalBudget());
  }

  /**
   * @param whole what {@link #whole} has built
   */
  PriorityPlan plan(
      AllocationProblem whole,
      long[] budgets,
      AffinityTable affinities,
      double[] means,
      DoubleConsumer progress) {
    int[] priorityOf =
        campaigns.stream().mapToInt(c -> priorities.indexOf(c.plan().priority())).toArray();
    if (priorities.size() <= 1) {
      return new PriorityPlan(List.of(ShadowPriceAllocation.solve(whole, progress)), priorityOf);
    }
    List<AllocationPlan> plans = new ArrayList<>();
    Remaining left = untouched();
    for (int p = 0; p < priorities.size(); p++) {
      int now = p;
      AllocationProblem problem =
          builder.build(
              request, limits, left, c -> priorityOf[c] == now, budgets, affinities, means);
      AllocationPlan plan =
          ShadowPriceAllocation.solve(
              problem, share -> progress.accept((now + share) / priorities.size()));
      left.take(plan, columns);
      plans.add(plan);
    }
    return new PriorityPlan(plans, priorityOf);
  }
}
