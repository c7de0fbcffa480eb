package io.tierwise.campaign.allocation;

import io.tierwise.campaign.allocation.DualFunction.Point;

/**
 * Finds the prices with the lowest dual: first on a sample of the users, then on all of them within
 * a box around the sample's prices, where most users' choices are certain, and at last each price
 * alone, exactly, within a small box.
 */
final class PriceSearch {
  private static final int SMALL = 4_000;
  private static final double SAMPLE = 0.01;
  private static final int STEPS = 200;
  private static final double SAMPLE_TOLERANCE = 1e-8;
  private static final double TOLERANCE = 1e-9;
  private static final int WIDENINGS = 8;
  private static final double SPREAD = 4;
  private static final double LAST_WIDTH = 1e-3;
  private static final double FLOOR_SHARE = 0.05;
  private static final int SWEEPS = 3;
  private static final int KINK_STEPS = 300;
  private final AllocationProblem problem;
  private final Limits limits;
  private final PriceScales scales;

  PriceSearch(AllocationProblem problem, Limits limits) {
    this.problem = problem;
    this.limits = limits;
    this.scales = new PriceScales(problem, limits);
  }

  double[] find() {
    boolean small = problem.users <= SMALL;
    int sample = small ? problem.users : Math.max(SMALL, (int) (problem.users * SAMPLE));
    double share = problem.users == 0 ? 1 : (double) sample / problem.users;
    DualFunction dual =
        new DualFunction(problem, limits, null, u -> small || isSampled(u, share), share);
    double[] low = new double[limits.size];
    DualMinimizer first = new DualMinimizer(dual, low, scales.highest, curvature(dual, share));
    double[] prices = first.minimize(low, STEPS, SAMPLE_TOLERANCE).prices();
    if (small) {
      return alone(dual, low, scales.highest, prices);
    }
    prices = amongAll(prices, first.learnt(1 / share), SPREAD / Math.sqrt(sample));
    PriceBox last = box(prices, LAST_WIDTH);
    return alone(
        new DualFunction(problem, limits, last, _ -> true, 1), last.low, last.high, prices);
  }

  /**
   * Looks on where the gap is still wide.
   *
   * @param target value of a plan
   */
  double[] lookOn(double[] start, double target) {
    DualFunction dual = new DualFunction(problem, limits, null, _ -> true, 1);
    double[] prices =
        KinkDescent.lower(dual, start, scales.usual, scales.highest, target, KINK_STEPS);
    double[] low = new double[limits.size];
    return alone(dual, low, scales.highest, prices);
  }

  private double[] amongAll(double[] start, double[][] curvature, double width) {
    double[] prices = start;
    double[][] guess = curvature;
    for (int i = 0; i < WIDENINGS; i++) {
      PriceBox box = box(prices, width * (1 << i));
      DualFunction dual = new DualFunction(problem, limits, box, _ -> true, 1);
      DualMinimizer minimizer = new DualMinimizer(dual, box.low, box.high, guess);
      Point point = minimizer.minimize(prices, STEPS, TOLERANCE);
      prices = point.prices();
      guess = minimizer.learnt(1);
      if (!wantsOut(point, box)) {
        break;
      }
    }
    return prices;
  }

  private boolean wantsOut(Point point, PriceBox box) {
    for (int k = 0; k < limits.size; k++) {
      double price = point.prices()[k];
      if (price <= box.low[k] && price > 0 && point.slope()[k] > 0
          || price >= box.high[k] && price < scales.highest[k] && point.slope()[k] < 0) {
        return true;
      }
    }
    return false;
  }

  /** Each price in turn becomes the lowest at which its own limit holds, the others fixed. */
  private double[] alone(DualFunction dual, double[] low, double[] high, double[] start) {
    double[] prices = start;
    double before = dual.at(prices).value();
    for (int i = 0; i < SWEEPS; i++) {
      for (int k = 0; k < limits.size; k++) {
        prices = new PriceBisection(dual, limits, k).lowest(prices, low[k], high[k]);
      }
      double after = dual.at(prices).value();
      if (before - after <= TOLERANCE * Math.abs(before)) {
        break;
      }
      before = after;
    }
    return prices;
  }

  private PriceBox box(double[] centre, double width) {
    double[] low = new double[limits.size];
    double[] high = new double[limits.size];
    for (int k = 0; k < limits.size; k++) {
      double half = width * Math.max(centre[k], FLOOR_SHARE * scales.usual[k]);
      low[k] = Math.max(0, centre[k] - half);
      high[k] = Math.min(scales.highest[k], centre[k] + half);
    }
    return new PriceBox(problem, limits, low, high);
  }

  /** As if use fell from what everybody wants to nothing over the usual price. */
  private double[][] curvature(DualFunction dual, double share) {
    long[] wanted = dual.at(new double[limits.size]).counts();
    double[][] matrix = new double[limits.size][limits.size];
    for (int k = 0; k < limits.size; k++) {
      double use = Math.abs(limits.used(k, wanted)) * limits.unit(k);
      double amount = Math.abs(limits.amount(k)) * limits.unit(k) * share;
      matrix[k][k] = Math.max(Math.max(use, amount), limits.unit(k)) / scales.usual[k];
    }
    return matrix;
  }

  private static boolean isSampled(int user, double share) {
    long z = (user + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53 < share;
  }
}
