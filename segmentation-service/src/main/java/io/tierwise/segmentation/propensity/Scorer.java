package io.tierwise.segmentation.propensity;

/**
 * Scores a row for each class, and says how much each feature has to do with it. Scores of one
 * class order rows; only a {@link Calibration} makes probabilities of them.
 */
public sealed interface Scorer permits LinearScorer, TreeScorer {
  /** For how many classes there are scores; 1 where there are two, for the second of them. */
  int outputs();

  double score(double[] row, int output);

  /** Of the one output. */
  default double score(double[] row) {
    return score(row, 0);
  }

  /**
   * What each feature adds to the score of the average row; together with that they make the score.
   */
  double[] contributions(double[] row, int output);

  /**
   * @return the class that is most likely
   */
  default int mostLikely(double[] row) {
    if (outputs() == 1) {
      throw new IllegalStateException("one output has no most likely class");
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
