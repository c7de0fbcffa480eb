package io.tierwise.segmentation.propensity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import smile.classification.LogisticRegression;

/**
 * Logistic regression with a ridge penalty, of two classes or of several. Features are
 * standardised, those with a long right tail after taking logarithms.
 */
public final class LogisticLearner implements Learner {
  public static final String NAME = "logistic";

  /** Of the standardised weights, in units of log-likelihood. */
  private static final double PENALTY = 1;

  private static final double TOLERANCE = 1e-5;
  private static final int MAX_ITERATIONS = 300;
  private static final double LONG_TAIL = 2;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Scorer fit(LabelledRows rows, long seed) {
    List<LinearScorer.Scale> scales = new ArrayList<>();
    for (int j = 0; j < rows.features().size(); j++) {
      scales.add(scale(rows.column(j)));
    }
    LinearScorer scaler = new LinearScorer(scales, List.of());
    double[][] z = Arrays.stream(rows.raw()).map(scaler::standardised).toArray(double[][]::new);
    var options = new LogisticRegression.Options(PENALTY, TOLERANCE, MAX_ITERATIONS);
    if (rows.classes() == 2) {
      double[] weights = LogisticRegression.binomial(z, rows.rawLabels(), options).coefficients();
      return new LinearScorer(scales, List.of(list(weights)));
    }
    double[][] weights =
        LogisticRegression.multinomial(z, rows.rawLabels(), options).coefficients();
    return new LinearScorer(scales, centred(weights, rows.classes(), scales.size() + 1));
  }

  /**
   * The library measures all classes against the last one. Weights that add up to 0 over the
   * classes mean the same, and say of each class what speaks for it.
   */
  private static List<List<Double>> centred(double[][] weights, int classes, int size) {
    List<List<Double>> centred = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      double[] own = new double[size];
      for (int j = 0; j < size; j++) {
        int feature = j;
        double mean = Arrays.stream(weights).mapToDouble(w -> w[feature]).sum() / classes;
        own[j] = (k < weights.length ? weights[k][j] : 0) - mean;
      }
      centred.add(list(own));
    }
    return centred;
  }

  private static LinearScorer.Scale scale(double[] column) {
    boolean logged = Arrays.stream(column).min().orElse(0) >= 0 && skewness(column) > LONG_TAIL;
    double[] x = logged ? Arrays.stream(column).map(Math::log1p).toArray() : column;
    double mean = Arrays.stream(x).average().orElse(0);
    double deviation = Math.sqrt(moment(x, mean, 2));
    return new LinearScorer.Scale(logged, mean, deviation > 1e-12 ? deviation : 1);
  }

  private static double skewness(double[] x) {
    double mean = Arrays.stream(x).average().orElse(0);
    double variance = moment(x, mean, 2);
    return variance > 1e-12 ? moment(x, mean, 3) / Math.pow(variance, 1.5) : 0;
  }

  private static double moment(double[] x, double mean, int order) {
    return Arrays.stream(x).map(v -> Math.pow(v - mean, order)).average().orElse(0);
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
