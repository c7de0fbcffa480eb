package io.tierwise.campaign.run;

import io.tierwise.campaign.allocation.AllocationProblem;
import io.tierwise.campaign.allocation.RuleAllocation;
import io.tierwise.campaign.allocation.Strategy;
import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.run.AllocationResult.Comparison;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plans other strategies under the same limits and puts them beside the optimal one. */
final class StrategyComparison {
  private final AllocationRequest request;
  private final AllocationProblem problem;
  private final List<Column> columns;
  private final PriorityPlan best;

  StrategyComparison(
      AllocationRequest request,
      AllocationProblem problem,
      List<Column> columns,
      PriorityPlan best) {
    this.request = request;
    this.problem = problem;
    this.columns = columns;
    this.best = best;
  }

  /** Empty if no comparison is wanted, else the optimal one first. */
  List<Comparison> carryOut(RuleAllocation.Weight weight) {
    if (request.compare().isEmpty()) {
      return List.of();
    }
    return Stream.concat(
            Stream.of(
                comparison(
                    Strategy.OPTIMAL,
                    IntStream.range(0, best.contacts()).map(best::offerOf),
                    best.primal())),
            request.compare().stream()
                .distinct()
                .filter(strategy -> strategy != Strategy.OPTIMAL)
                .map(strategy -> compared(strategy, weight)))
        .toList();
  }

  private Comparison compared(Strategy strategy, RuleAllocation.Weight weight) {
    RuleAllocation.Chosen chosen = RuleAllocation.solve(problem, strategy, weight, request.seed());
    return comparison(
        strategy, IntStream.range(0, chosen.size()).map(chosen::offerOf), chosen.value());
  }

  private Comparison comparison(Strategy strategy, IntStream offers, double value) {
    int[] made = offers.toArray();
    long spend =
        IntStream.of(made).mapToLong(o -> columns.get(o).offer().costPerContact().micros()).sum();
    return new Comparison(
        strategy.id(),
        made.length,
        new Money(spend),
        value,
        best.primal() > 0 ? value / best.primal() : Double.NaN);
  }
}
