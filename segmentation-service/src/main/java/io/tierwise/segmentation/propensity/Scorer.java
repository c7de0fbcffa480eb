package io.tierwise.segmentation.propensity;

/**
 * Scores a row for each class, and says how much each feature has to do with it. Scores of one
 * class order rows; only a {@link Calibration} makes probabilities of them.
 */
public sealed interface Scorer permits LinearScorer, TreeScorer {
  /** For how many classes there are scores; 1 where there are two, for the second of them. */
  int outputs();

  double score(double[] row, int output);

  /** Orders rows by how likely a class is, even where scores tell that only beside each other. */
  default double likelihood(double[] row, int output) {
    return score(row, output);
  }

  /** Of the one output. */
  default double score(double[] row) {
    return score(row, 0);
  }

  /**
   * What each feature adds to the score of the average row; together with that they make the score.
   */
  double[] contributions(double[] row, int output);

  /** Of one output: the score at which both classes are equally likely. */
  double even();

  /**
   * @return the class that is most likely, the lower one of two
   */
  default int mostLikely(double[] row) {
    if (outputs() == 1) {
      return score(row) > even() ? 1 : 0;
    }
    int best = 0;
    for (int k = 1; k < outputs(); k++) {
      if (score(row, k) > score(row, best)) {
        best = k;
      }
    }
    return best;
  }
}
