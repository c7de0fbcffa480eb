package io.tierwise.segmentation.clv;

import java.util.Arrays;

/**
 * Minimises a smooth function of few variables: the BFGS quasi-Newton method with a backtracking
 * line search (J. Nocedal and S. Wright, Numerical Optimization, 2006, chapters 3 and 6).
 */
final class Bfgs {
  private static final int MAX_ITERATIONS = 300;
  private static final double ENOUGH_DECREASE = 1e-4;

  /** No step moves a variable further, so that an exponential of it stays finite. */
  private static final double LONGEST_STEP = 2;

  /**
   * @param steepest largest absolute derivative at the point
   * @param inverse what was learnt of the inverse Hessian
   */
  record Minimum(
      double[] point, double value, double steepest, int evaluations, double[][] inverse) {}

  private final Objective objective;
  private final double tolerance;
  private int evaluations;

  /**
   * @param tolerance the largest absolute derivative that counts as none
   */
  Bfgs(Objective objective, double tolerance) {
    this.objective = objective;
    this.tolerance = tolerance;
  }

  Minimum from(double[] start) {
    return from(start, identity(start.length));
  }

  /** On from where the search of a like function ended, with what that learnt. */
  Minimum from(Minimum like) {
    return from(
        like.point, Arrays.stream(like.inverse).map(double[]::clone).toArray(double[][]::new));
  }

  private Minimum from(double[] start, double[][] inverse) {
    int n = start.length;
    double[] x = start.clone();
    double[] gradient = new double[n];
    double value = evaluated(x, gradient);
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      if (!(steepest(gradient) > tolerance)) {
        break;
      }
      double[] direction = descent(inverse, gradient);
      if (dot(direction, gradient) >= 0) {
        inverse = identity(n);
        direction = descent(inverse, gradient);
      }
      double[] nextGradient = new double[n];
      double[] next = new double[n];
      double length = shortened(direction);
      double slope = dot(direction, gradient);
      double nextValue = Double.NaN;
      boolean found = false;
      for (int halving = 0; halving < 50 && !found; halving++) {
        for (int i = 0; i < n; i++) {
          next[i] = x[i] + length * direction[i];
        }
        nextValue = evaluated(next, nextGradient);
        found = nextValue <= value + ENOUGH_DECREASE * length * slope;
        length /= 2;
      }
      if (!found) {
        break;
      }
      update(inverse, x, next, gradient, nextGradient);
      x = next;
      gradient = nextGradient;
      value = nextValue;
    }
    return new Minimum(x, value, steepest(gradient), evaluations, inverse);
  }

  private double evaluated(double[] x, double[] gradient) {
    evaluations++;
    return objective.at(x, gradient);
  }

  private static double shortened(double[] direction) {
    double longest = steepest(direction);
    return longest > LONGEST_STEP ? LONGEST_STEP / longest : 1;
  }

  private static double[] descent(double[][] inverse, double[] gradient) {
    double[] direction = new double[gradient.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -dot(inverse[i], gradient);
    }
    return direction;
  }

  /** The BFGS update of the inverse Hessian; skipped where the curvature is not positive. */
  private static void update(
      double[][] inverse, double[] x, double[] next, double[] gradient, double[] nextGradient) {
    int n = x.length;
    double[] s = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      s[i] = next[i] - x[i];
      y[i] = nextGradient[i] - gradient[i];
    }
    double curvature = dot(s, y);
    if (!(curvature > 1e-14)) {
      return;
    }
    double[] hy = new double[n];
    for (int i = 0; i < n; i++) {
      hy[i] = dot(inverse[i], y);
    }
    double scale = (1 + dot(y, hy) / curvature) / curvature;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[i][j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature;
      }
    }
  }

  private static double[][] identity(int n) {
    double[][] identity = new double[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double steepest(double[] gradient) {
    return Arrays.stream(gradient).map(Math::abs).max().orElse(0);
  }
}
