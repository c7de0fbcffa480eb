package io.tierwise.benchmarks.allocate;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import io.tierwise.campaign.allocation.AllocationProblem;

/** The linear relaxation by a solver of OR-Tools: GLOP, a simplex, or PDLP, of first order. */
final class OrToolsPeer {
  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;

  /** Solves; building the model does not count. */
  static HighsPeer.Solution solve(SyntheticAudience audience, String solverName, int mostSeconds) {
    Loader.loadNativeLibraries();
    MPSolver solver = MPSolver.createSolver(solverName);
    solver.setTimeLimit(mostSeconds * 1000L);
    fill(solver, audience);
    long from = System.nanoTime();
    MPSolver.ResultStatus status = solver.solve();
    double seconds = (System.nanoTime() - from) / NANOS;
    boolean solved = status == MPSolver.ResultStatus.OPTIMAL;
    HighsPeer.Solution solution =
        new HighsPeer.Solution(seconds, solved, solved ? solver.objective().value() : 0);
    solver.delete();
    return solution;
  }

  private static void fill(MPSolver solver, SyntheticAudience audience) {
    MPConstraint[] budgets = new MPConstraint[audience.budget().length];
    for (int c = 0; c < budgets.length; c++) {
      budgets[c] = solver.makeConstraint(-MPSolver.infinity(), audience.budget()[c] / MICROS);
    }
    MPConstraint[] channels = new MPConstraint[audience.capacity().length];
    for (int h = 0; h < channels.length; h++) {
      long capacity = audience.capacity()[h];
      channels[h] =
          solver.makeConstraint(
              -MPSolver.infinity(),
              capacity == AllocationProblem.UNLIMITED ? MPSolver.infinity() : capacity);
    }
    MPObjective objective = solver.objective();
    objective.setMaximization();
    for (int u = 0; u < audience.users(); u++) {
      MPConstraint contacts =
          solver.makeConstraint(-MPSolver.infinity(), SyntheticAudience.CONTACTS);
      MPConstraint[] variants = new MPConstraint[budgets.length];
      for (int c = 0; c < variants.length; c++) {
        variants[c] = solver.makeConstraint(-MPSolver.infinity(), 1);
      }
      for (int o = 0; o < SyntheticAudience.OFFERS; o++) {
        int campaign = SyntheticAudience.CAMPAIGN[o];
        MPVariable x = solver.makeNumVar(0, 1, "");
        objective.setCoefficient(x, audience.value()[u * SyntheticAudience.OFFERS + o]);
        contacts.setCoefficient(x, 1);
        variants[campaign].setCoefficient(x, 1);
        budgets[campaign].setCoefficient(x, SyntheticAudience.COST[o] / MICROS);
        channels[SyntheticAudience.CHANNEL[o]].setCoefficient(x, 1);
      }
    }
  }

  private OrToolsPeer() {}
}
