package io.tierwise.segmentation.propensity;

/** Makes a probability of a score; never turns the order of two scores round. */
public sealed interface Calibration permits PlattCalibration, IsotonicCalibration {
  String name();

  double probability(double score);

  /**
   * The one of both that errs less on rows that it was not fitted on.
   *
   * @param scores of rows that the scorer has not seen
   */
  static Calibration best(double[] scores, int[] labels, Folds folds) {
    double platt = 0;
    double isotonic = 0;
    for (int f = 0; f < folds.count(); f++) {
      double[] learnt = pick(scores, folds.outside(f));
      int[] known = pick(labels, folds.outside(f));
      double[] asked = pick(scores, folds.inside(f));
      int[] truth = pick(labels, folds.inside(f));
      platt += squares(PlattCalibration.fit(learnt, known), asked, truth);
      isotonic += squares(IsotonicCalibration.fit(learnt, known), asked, truth);
    }
    return platt <= isotonic
        ? PlattCalibration.fit(scores, labels)
        : IsotonicCalibration.fit(scores, labels);
  }

  private static double squares(Calibration calibration, double[] scores, int[] labels) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double error = calibration.probability(scores[i]) - labels[i];
      sum += error * error;
    }
    return sum;
  }

  private static double[] pick(double[] from, int[] chosen) {
    double[] picked = new double[chosen.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = from[chosen[i]];
    }
    return picked;
  }

  private static int[] pick(int[] from, int[] chosen) {
    int[] picked = new int[chosen.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = from[chosen[i]];
    }
    return picked;
  }
}
