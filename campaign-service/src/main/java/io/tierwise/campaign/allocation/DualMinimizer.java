package io.tierwise.campaign.allocation;

import java.util.function.DoublePredicate;

/**
 * Lowers the dual: coordinate bisection (each price in turn becomes the lowest at which its own
 * limit holds, the others fixed), and Polyak's subgradient step where the coordinates are stuck in
 * a kink of the piecewise linear dual.
 *
 * <p>M. L. Fisher, The Lagrangian Relaxation Method for Solving Integer Programming Problems, 1981;
 * B. T. Polyak, Minimization of Unsmooth Functionals, 1969.
 */
final class DualMinimizer {
  private static final int BISECTIONS = 48;
  private final AllocationProblem problem;
  private final DualFunction dual;
  private final double highestValue;
  private final double[] priceLimit;
  private Prices best;
  private double bestValue;

  DualMinimizer(AllocationProblem problem) {
    this.problem = problem;
    this.dual = new DualFunction(problem);
    this.best = new Prices(problem.campaigns, problem.channels);
    this.bestValue = dual.at(best).value;
    double highest = 0;
    for (double v : problem.value) {
      highest = v > highest ? v : highest;
    }
    this.highestValue = highest;
    this.priceLimit = priceLimits();
  }

  Prices best() {
    return best;
  }

  double bestValue() {
    return bestValue;
  }

  /** Sweeps over all prices until the dual no longer falls by the tolerance (relative). */
  void sweep(int atMost, double tolerance) {
    Prices prices = best.copy();
    for (int i = 0; i < atMost; i++) {
      double before = bestValue;
      for (int c = 0; c < problem.campaigns; c++) {
        prices.campaign[c] = campaignPrice(c, prices);
      }
      for (int h = 0; h < problem.channels; h++) {
        if (problem.capacity[h] != AllocationProblem.UNLIMITED) {
          prices.channel[h] = channelPrice(h, prices);
        }
      }
      keep(prices, dual.at(prices).value);
      if (before - bestValue <= tolerance * Math.abs(before)) {
        return;
      }
    }
  }

  /**
   * @param target a value that the dual cannot fall below, such as that of a feasible plan
   */
  void subgradient(int steps, double target) {
    Prices prices = best.copy();
    double relaxation = 1;
    for (int i = 0; i < steps && bestValue > target; i++) {
      DualFunction.Point point = dual.at(prices);
      relaxation = keep(prices, point.value) ? relaxation : relaxation * 0.95;
      double[] over = new double[problem.campaigns];
      double[] crowd = new double[problem.channels];
      double norm = excess(prices, point, over, crowd);
      if (norm == 0) {
        return;
      }
      double step = relaxation * (point.value - target) / norm;
      for (int c = 0; c < over.length; c++) {
        prices.campaign[c] = Math.max(0, prices.campaign[c] + step * over[c]);
      }
      for (int h = 0; h < crowd.length; h++) {
        prices.channel[h] = Math.max(0, prices.channel[h] + step * crowd[h]);
      }
    }
  }

  /** Fills the subgradient, projected on prices of at least 0; returns its squared norm. */
  private double excess(Prices prices, DualFunction.Point point, double[] over, double[] crowd) {
    double norm = 0;
    for (int c = 0; c < over.length; c++) {
      double g = (point.spend[c] - problem.budget[c]) / 1e6;
      over[c] = g < 0 && prices.campaign[c] == 0 ? 0 : g;
      norm += over[c] * over[c];
    }
    for (int h = 0; h < crowd.length; h++) {
      boolean limited = problem.capacity[h] != AllocationProblem.UNLIMITED;
      double g = limited ? point.contacts[h] - problem.capacity[h] : 0;
      crowd[h] = g < 0 && prices.channel[h] == 0 ? 0 : g;
      norm += crowd[h] * crowd[h];
    }
    return norm;
  }

  private boolean keep(Prices prices, double value) {
    if (value >= bestValue) {
      return false;
    }
    bestValue = value;
    best = prices.copy();
    return true;
  }

  private double campaignPrice(int campaign, Prices prices) {
    double[] displaced = dual.displacedBy(campaign, prices);
    return lowest(
        priceLimit[campaign],
        price -> dual.spendOf(campaign, price, displaced, prices) <= problem.budget[campaign]);
  }

  private double channelPrice(int channel, Prices prices) {
    Prices trial = prices.copy();
    return lowest(
        highestValue,
        price -> {
          trial.channel[channel] = price;
          return dual.at(trial).contacts[channel] <= problem.capacity[channel];
        });
  }

  /** The lowest price at which the limit holds; use does not grow with the price. */
  private static double lowest(double upper, DoublePredicate holds) {
    if (holds.test(0)) {
      return 0;
    }
    double low = 0;
    double high = upper;
    for (int i = 0; i < BISECTIONS && high - low > 1e-13 * upper; i++) {
      double middle = (low + high) / 2;
      if (holds.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** Above the highest value per unit of cost nobody takes an offer that costs anything. */
  private double[] priceLimits() {
    double[] limits = new double[problem.campaigns];
    for (int u = 0; u < problem.users; u++) {
      for (int o = 0; o < problem.offers; o++) {
        double v = problem.valueOf(u, o);
        if (v > 0 && problem.cost[o] > 0) {
          int c = problem.offerCampaign[o];
          limits[c] = Math.max(limits[c], v / problem.costUnits[o]);
        }
      }
    }
    return limits;
  }
}
