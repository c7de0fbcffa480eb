package io.tierwise.campaign.allocation;

/**
 * Prices between a low and a high one each. What a user chooses at its centre is certain in all of
 * it where no other offer can overtake: a difference of tolls is linear in the prices, so its
 * highest value in the box is known exactly.
 */
final class PriceBox {
  final double[] low;
  final double[] high;
  final double[] centreToll;
  private final int offers;
  private final double[] lowestToll;
  private final double[] highestToll;
  private final double[] overtaking;

  PriceBox(AllocationProblem problem, Limits limits, double[] low, double[] high) {
    this.low = low.clone();
    this.high = high.clone();
    this.offers = problem.offers;
    double[] centre = new double[limits.size];
    for (int k = 0; k < limits.size; k++) {
      centre[k] = (low[k] + high[k]) / 2;
    }
    this.centreToll = limits.tolls(centre);
    this.lowestToll = new double[limits.cells];
    this.highestToll = new double[limits.cells];
    this.overtaking = new double[limits.cells * offers];
    for (int k = 0; k < limits.size; k++) {
      for (int cell = 0; cell < limits.cells; cell++) {
        double use = limits.unit(k) * limits.use(k, cell);
        lowestToll[cell] += Math.min(use * low[k], use * high[k]);
        highestToll[cell] += Math.max(use * low[k], use * high[k]);
        int group = cell / offers * offers;
        for (int o = 0; o < offers; o++) {
          double more = use - limits.unit(k) * limits.use(k, group + o);
          overtaking[cell * offers + o] += Math.max(more * low[k], more * high[k]);
        }
      }
    }
  }

  boolean mayBeWorthIt(double value, int cell) {
    return value > lowestToll[cell];
  }

  boolean isWorthIt(double value, int cell) {
    return value > highestToll[cell];
  }

  /**
   * Whether the offer in the first cell scores higher than the other offer of the same group at all
   * prices in the box.
   */
  boolean beats(double value, int cell, double otherValue, int otherOffer) {
    return value - otherValue > overtaking[cell * offers + otherOffer];
  }
}
