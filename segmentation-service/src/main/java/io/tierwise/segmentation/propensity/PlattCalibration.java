package io.tierwise.segmentation.propensity;

/**
 * Log-odds that are linear in the score. Platt, "Probabilistic Outputs for Support Vector
 * Machines", 1999, by Newton's method.
 *
 * @param slope never negative
 */
public record PlattCalibration(double slope, double intercept) implements Calibration {
  private static final int MAX_STEPS = 60;
  private static final double RIDGE = 1e-9;

  static PlattCalibration fit(double[] scores, int[] labels) {
    double ones = 0;
    for (int label : labels) {
      ones += label;
    }
    double zeros = labels.length - ones;
    // Platt's targets: nobody is quite certain.
    double high = (ones + 1) / (ones + 2);
    double low = 1 / (zeros + 2);
    double a = 0;
    double b = Math.log((ones + 1) / (zeros + 1));
    double before = loss(scores, labels, a, b, high, low);
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] d = derivatives(scores, labels, a, b, high, low);
      double determinant = d[2] * d[4] - d[3] * d[3];
      double da = (d[4] * d[0] - d[3] * d[1]) / determinant;
      double db = (d[2] * d[1] - d[3] * d[0]) / determinant;
      double size = 1;
      while (size > 1e-8
          && loss(scores, labels, a - size * da, b - size * db, high, low) > before) {
        size /= 2;
      }
      a -= size * da;
      b -= size * db;
      double now = loss(scores, labels, a, b, high, low);
      if (before - now < 1e-10 * Math.abs(before)) {
        break;
      }
      before = now;
    }
    return a >= 0 ? new PlattCalibration(a, b) : new PlattCalibration(0, Math.log(ones / zeros));
  }

  /** Two first derivatives, then the second ones: of the slope, mixed, of the intercept. */
  private static double[] derivatives(
      double[] scores, int[] labels, double a, double b, double high, double low) {
    double[] d = {0, 0, RIDGE, 0, RIDGE};
    for (int i = 0; i < scores.length; i++) {
      double p = logistic(a * scores[i] + b);
      double error = p - (labels[i] == 1 ? high : low);
      double weight = p * (1 - p);
      d[0] += error * scores[i];
      d[1] += error;
      d[2] += weight * scores[i] * scores[i];
      d[3] += weight * scores[i];
      d[4] += weight;
    }
    return d;
  }

  private static double loss(
      double[] scores, int[] labels, double a, double b, double high, double low) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double odds = a * scores[i] + b;
      double target = labels[i] == 1 ? high : low;
      sum += Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))) - target * odds;
    }
    return sum;
  }

  static double logistic(double odds) {
    return 1 / (1 + Math.exp(-odds));
  }

  @Override
  public String name() {
    return "platt";
  }

  @Override
  public double probability(double score) {
    return logistic(slope * score + intercept);
  }
}
