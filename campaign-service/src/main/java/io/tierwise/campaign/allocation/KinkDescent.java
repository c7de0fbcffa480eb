package io.tierwise.campaign.allocation;

import io.tierwise.campaign.allocation.DualFunction.Point;

/**
 * Lowers the dual where it has kinks that neither a curvature nor one price alone can leave: where
 * many users are alike. Subgradient steps of the length that leads to a known lower bound.
 *
 * <p>B. T. Polyak, Minimization of unsmooth functionals, 1969.
 */
final class KinkDescent {
  private static final int PATIENCE = 12;
  private static final double SHORTER = 0.7;

  /**
   * @param usual prices, by which each direction is scaled
   * @param target a value that the dual cannot fall below, such as that of a plan
   */
  static double[] lower(
      DualFunction dual,
      double[] start,
      double[] usual,
      double[] highest,
      double target,
      int steps) {
    Point at = dual.at(start);
    Point best = at;
    double relaxation = 1;
    int since = 0;
    for (int i = 0; i < steps && best.value() > target; i++) {
      double[] direction = new double[usual.length];
      double norm = 0;
      for (int k = 0; k < usual.length; k++) {
        double slope = at.slope()[k];
        boolean stuck =
            at.prices()[k] <= 0 && slope > 0 || at.prices()[k] >= highest[k] && slope < 0;
        direction[k] = stuck ? 0 : slope * usual[k];
        norm += direction[k] * direction[k];
      }
      if (norm == 0) {
        break;
      }
      double step = relaxation * (at.value() - target) / norm;
      double[] prices = new double[usual.length];
      for (int k = 0; k < usual.length; k++) {
        prices[k] = Math.clamp(at.prices()[k] - step * direction[k] * usual[k], 0, highest[k]);
      }
      at = dual.at(prices);
      since++;
      if (at.value() < best.value()) {
        best = at;
        since = 0;
      } else if (since >= PATIENCE) {
        at = best;
        relaxation *= SHORTER;
        since = 0;
      }
    }
    return best.prices();
  }

  private KinkDescent() {}
}
