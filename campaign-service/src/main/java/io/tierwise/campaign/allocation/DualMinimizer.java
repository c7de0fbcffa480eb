package io.tierwise.campaign.allocation;

import io.tierwise.campaign.allocation.DualFunction.Point;
import java.util.Arrays;

/**
 * Lowers the dual within bounds on its prices by a quasi-Newton method: BFGS with a weak Wolfe line
 * search by bisection, which also works on functions with kinks; prices at a bound that want to
 * leave it stay there.
 *
 * <p>A. S. Lewis, M. L. Overton, Nonsmooth optimization via quasi-Newton methods, Mathematical
 * Programming 141, 2013.
 */
final class DualMinimizer {
  private static final int LINE_TRIALS = 14;
  private static final double SUFFICIENT = 1e-4;
  private static final double FLATTER = 0.5;
  private final DualFunction dual;
  private final double[] low;
  private final double[] high;
  private final double[][] guess;
  private double[][] hessian;
  private boolean fresh = true;

  /**
   * @param guess of the curvature; positive definite
   */
  DualMinimizer(DualFunction dual, double[] low, double[] high, double[][] guess) {
    this.dual = dual;
    this.low = low;
    this.high = high;
    this.guess = guess;
    this.hessian = copy(guess, 1);
  }

  /** The curvature as it was learnt, for as many times the users. */
  double[][] learnt(double times) {
    return copy(hessian, times);
  }

  private static double[][] copy(double[][] matrix, double times) {
    double[][] copy = new double[matrix.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = Arrays.stream(matrix[i]).map(x -> x * times).toArray();
    }
    return copy;
  }

  /**
   * @param tolerance the step is not taken that promises less than this share of the value
   */
  Point minimize(double[] start, int steps, double tolerance) {
    Point best = dual.at(clip(start));
    for (int i = 0; i < steps; i++) {
      double[] direction = direction(best);
      double promised = -dot(best.slope(), direction);
      if (!(promised > 2 * tolerance * Math.abs(best.value()))) {
        break;
      }
      Point next = search(best, direction);
      if (next.value() < best.value()) {
        learn(best, next);
        best = next;
      } else if (fresh) {
        break;
      } else {
        hessian = copy(guess, 1);
        fresh = true;
      }
    }
    return best;
  }

  private double[] direction(Point at) {
    int[] free = new int[low.length];
    int count = 0;
    for (int k = 0; k < low.length; k++) {
      double slope = at.slope()[k];
      boolean stuck =
          at.prices()[k] <= low[k] && slope >= 0 || at.prices()[k] >= high[k] && slope <= 0;
      if (!stuck) {
        free[count++] = k;
      }
    }
    free = Arrays.copyOf(free, count);
    double[] direction = new double[low.length];
    double[] solved = Cholesky.solve(hessian, at.slope(), free);
    for (int i = 0; i < count; i++) {
      direction[free[i]] = -solved[i];
    }
    return direction;
  }

  /** The lowest point that was found along the line; the start itself if none is lower. */
  private Point search(Point from, double[] direction) {
    double slope = dot(from.slope(), direction);
    double near = 0;
    double far = Double.POSITIVE_INFINITY;
    double step = 1;
    Point best = from;
    for (int i = 0; i < LINE_TRIALS; i++) {
      Point trial = dual.at(clip(from.prices(), direction, step));
      if (trial.value() < best.value()) {
        best = trial;
      }
      if (trial.value() > from.value() + SUFFICIENT * step * slope) {
        far = step;
      } else if (dot(trial.slope(), direction) < FLATTER * slope
          && !Arrays.equals(trial.prices(), clip(from.prices(), direction, 2 * step))) {
        near = step;
      } else {
        break;
      }
      step = far < Double.POSITIVE_INFINITY ? (near + far) / 2 : 2 * step;
    }
    return best;
  }

  private void learn(Point from, Point to) {
    int n = low.length;
    double[] step = new double[n];
    double[] change = new double[n];
    for (int k = 0; k < n; k++) {
      step[k] = to.prices()[k] - from.prices()[k];
      change[k] = to.slope()[k] - from.slope()[k];
    }
    double curved = dot(step, change);
    double[] image = new double[n];
    for (int i = 0; i < n; i++) {
      image[i] = dot(hessian[i], step);
    }
    double expected = dot(step, image);
    if (!(curved > 1e-9 * expected) || !(expected > 0)) {
      return;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        hessian[i][j] += change[i] * change[j] / curved - image[i] * image[j] / expected;
      }
    }
    fresh = false;
  }

  private double[] clip(double[] prices) {
    return clip(prices, new double[prices.length], 0);
  }

  private double[] clip(double[] prices, double[] direction, double step) {
    double[] clipped = new double[prices.length];
    for (int k = 0; k < clipped.length; k++) {
      clipped[k] = Math.clamp(prices[k] + step * direction[k], low[k], high[k]);
    }
    return clipped;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
