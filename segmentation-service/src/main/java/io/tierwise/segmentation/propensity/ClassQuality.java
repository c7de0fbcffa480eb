package io.tierwise.segmentation.propensity;

import java.util.ArrayList;
import java.util.List;

/**
 * How well classes are told apart on rows that were not learnt from.
 *
 * @param accuracy share of rows put into their class
 * @param macroF1 mean of {@code f1}
 * @param auc mean over the classes of the AUC of each against all others
 * @param f1 by class: harmonic mean of precision and recall
 */
public record ClassQuality(double accuracy, double macroF1, double auc, List<Double> f1) {
  public ClassQuality {
    f1 = List.copyOf(f1);
  }

  /** Each fold is judged by what was learnt from the others. */
  public static ClassQuality crossValidated(
      Learner learner, LabelledRows rows, int folds, long seed) {
    Folds dealt = Folds.of(rows, folds, seed);
    int classes = rows.classes();
    int[] found = new int[rows.size()];
    double[][] scores = new double[classes][rows.size()];
    for (int f = 0; f < folds; f++) {
      Scorer scorer = learner.fit(rows.subset(dealt.outside(f)), seed);
      for (int i : dealt.inside(f)) {
        double[] row = rows.raw()[i];
        found[i] = scorer.mostLikely(row);
        for (int k = 0; k < classes; k++) {
          scores[k][i] =
              classes == 2 ? (k == 1 ? 1 : -1) * scorer.score(row) : scorer.likelihood(row, k);
        }
      }
    }
    return of(rows, found, scores);
  }

  private static ClassQuality of(LabelledRows rows, int[] found, double[][] scores) {
    int classes = scores.length;
    double[] right = new double[classes];
    double[] said = new double[classes];
    double[] are = new double[classes];
    for (int i = 0; i < found.length; i++) {
      are[rows.label(i)]++;
      said[found[i]]++;
      right[found[i]] += found[i] == rows.label(i) ? 1 : 0;
    }
    double auc = 0;
    double all = 0;
    List<Double> f1 = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      int[] own = new int[found.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = rows.label(i) == k ? 1 : 0;
      }
      auc += Auc.of(scores[k], own) / classes;
      f1.add(said[k] + are[k] > 0 ? 2 * right[k] / (said[k] + are[k]) : 0);
      all += right[k];
    }
    return new ClassQuality(
        all / found.length,
        f1.stream().mapToDouble(Double::doubleValue).average().orElse(0),
        auc,
        f1);
  }
}
