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
    List<List<Double>> outputs = new ArrayList<>();
    Arrays.stream(weights).forEach(w -> outputs.add(list(w)));
    while (outputs.size() < rows.classes()) {
      // The last class is what the others are measured against.
      outputs.add(list(new double[scales.size() + 1]));
    }
    return new LinearScorer(scales, outputs);
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
