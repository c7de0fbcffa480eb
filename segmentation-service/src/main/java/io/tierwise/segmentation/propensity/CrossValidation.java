package io.tierwise.segmentation.propensity;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * How a learner does on rows that it has not seen: each fold is scored by what was learnt from the
 * others.
 *
 * @param scores of every row, from the fold that left it out; not to be changed
 * @param aucs by fold
 */
record CrossValidation(String learner, double[] scores, double[] aucs) {
  static CrossValidation of(
      Learner learner, LabelledRows rows, Folds folds, long seed, IntConsumer foldDone) {
    double[] scores = new double[rows.size()];
    double[] aucs = new double[folds.count()];
    for (int f = 0; f < folds.count(); f++) {
      Scorer scorer = learner.fit(rows.subset(folds.outside(f)), seed);
      int[] inside = folds.inside(f);
      for (int i : inside) {
        scores[i] = scorer.score(rows.raw()[i]);
      }
      aucs[f] =
          Auc.of(
              Arrays.stream(inside).mapToDouble(i -> scores[i]).toArray(), rows.labelsOf(inside));
      foldDone.accept(f);
    }
    return new CrossValidation(learner.name(), scores, aucs);
  }

  double meanAuc() {
    return Arrays.stream(aucs).average().orElse(Double.NaN);
  }

  /** Standard error of the mean over the folds. */
  double aucError() {
    double mean = meanAuc();
    double squares = Arrays.stream(aucs).map(a -> (a - mean) * (a - mean)).sum();
    return Math.sqrt(squares / (aucs.length - 1) / aucs.length);
  }
}
