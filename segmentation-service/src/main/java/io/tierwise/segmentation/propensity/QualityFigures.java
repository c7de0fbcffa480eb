package io.tierwise.segmentation.propensity;

/** All figures of one weighted set of customers in one pass, the likeliest first. */
final class QualityFigures {
  static final int AUC = 0;
  static final int PR_AUC = 1;
  static final int BRIER = 2;
  static final int CALIBRATION = 3;
  static final int LIFTS = 4;

  private final double[] figures = new double[LIFTS + PredictionQuality.GROUPS];
  private final double[] weight = new double[PredictionQuality.GROUPS];
  private final double[] foretold = new double[PredictionQuality.GROUPS];
  private final double[] happened = new double[PredictionQuality.GROUPS];
  private double ones;
  private double zeros;

  private QualityFigures() {}

  /**
   * @param p descending
   * @param w how often each counts
   */
  static QualityFigures of(double[] p, int[] y, int[] w) {
    QualityFigures figures = new QualityFigures();
    for (int i = 0; i < p.length; i++) {
      figures.ones += y[i] * w[i];
      figures.zeros += (1 - y[i]) * w[i];
    }
    figures.order(p, y, w);
    figures.groups(p, y, w);
    return figures;
  }

  /** Equal probabilities are one step of both curves. */
  private void order(double[] p, int[] y, int[] w) {
    double trues = 0;
    double falses = 0;
    double pairs = 0;
    double precision = 0;
    for (int from = 0; from < p.length; ) {
      double one = 0;
      double zero = 0;
      int to = from;
      for (; to < p.length && p[to] == p[from]; to++) {
        one += y[to] * w[to];
        zero += (1 - y[to]) * w[to];
      }
      pairs += zero * (trues + one / 2);
      trues += one;
      falses += zero;
      if (one > 0) {
        precision += one * trues / (trues + falses);
      }
      from = to;
    }
    figures[AUC] = pairs / (ones * zeros);
    figures[PR_AUC] = precision / ones;
  }

  private void groups(double[] p, int[] y, int[] w) {
    double all = ones + zeros;
    double seen = 0;
    double squares = 0;
    for (int i = 0; i < p.length; i++) {
      if (w[i] == 0) {
        continue;
      }
      int g = (int) Math.min(PredictionQuality.GROUPS - 1, seen * PredictionQuality.GROUPS / all);
      seen += w[i];
      weight[g] += w[i];
      foretold[g] += w[i] * p[i];
      happened[g] += w[i] * y[i];
      squares += w[i] * (p[i] - y[i]) * (p[i] - y[i]);
    }
    figures[BRIER] = squares / all;
    for (int g = 0; g < weight.length; g++) {
      figures[CALIBRATION] += Math.abs(foretold[g] - happened[g]) / all;
      figures[LIFTS + g] = groupShare(g) * all / ones;
    }
  }

  double[] figures() {
    return figures;
  }

  double ones() {
    return ones;
  }

  double zeros() {
    return zeros;
  }

  double groupWeight(int group) {
    return weight[group];
  }

  double groupProbability(int group) {
    return foretold[group] / Math.max(1, weight[group]);
  }

  double groupShare(int group) {
    return happened[group] / Math.max(1, weight[group]);
  }
}
