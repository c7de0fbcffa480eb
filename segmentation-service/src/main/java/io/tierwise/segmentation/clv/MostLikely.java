package io.tierwise.segmentation.clv;

import java.util.Arrays;

/** The most likely of what several starts lead to. */
final class MostLikely {
  /**
   * Per customer and logarithm of a parameter; far below what changes a parameter's third digit.
   */
  private static final double FLAT = 1e-7;

  /** Largest derivative with which a minimum is still believed, where rounding stops the search. */
  private static final double NEARLY_FLAT = 1e-5;

  /** A parameter beyond e^9, or below its inverse, in units of like size, is on its way out. */
  private static final double EDGE = 9;

  static Bfgs.Minimum of(Objective objective, double[][] starts) {
    Bfgs.Minimum best = null;
    for (double[] start : starts) {
      Bfgs.Minimum found = new Bfgs(objective, FLAT).from(start);
      if (best == null || found.value() < best.value() || Double.isNaN(best.value())) {
        best = found;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("no start");
    }
    return best;
  }

  /** On all of the data, from what a part of it has led to. */
  static Bfgs.Minimum polished(Objective objective, Bfgs.Minimum ofPart) {
    return new Bfgs(objective, FLAT).from(ofPart);
  }

  static FitVerdict verdict(Bfgs.Minimum minimum) {
    if (Arrays.stream(minimum.point()).anyMatch(log -> !(Math.abs(log) < EDGE))) {
      return FitVerdict.AT_THE_EDGE;
    }
    return minimum.steepest() <= NEARLY_FLAT ? FitVerdict.CONVERGED : FitVerdict.NOT_CONVERGED;
  }

  private MostLikely() {}
}
